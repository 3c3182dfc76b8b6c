import { describe, expect, it } from 'vitest';

import { cleanText } from './clean-text.js';

const textOf = (html: string): string => cleanText(html, 'html').text;

describe('the text of HTML', () => {
  it.each([
    ['<h1>Troops leave</h1><p>He came.</p><p>She <b>left</b>.</p>', 'Troops leave\n\nHe came.\n\nShe left.'],
    ['<p>one<br>two<br/><br/>three', 'one\ntwo\n\nthree'],
    ['<ul><li>water</li><li>bread</li></ul>', 'water\nbread'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['  He \n came.  ', 'He came.'],
    ['<pre>a\n  b</pre>c', 'a\n  b\n\nc'],
    ['5 &lt; 6 &amp;amp; AT&amp;T&nbsp;&#8217;s', '5 < 6 &amp; AT&T ’s'],
    ['<html><head><title>x</title><style>p{}</style></head><body>Text<script>if (a<b) {}</script>', 'Text'],
    ['Text<!-- <p>not this</p> --> goes on', 'Text goes on'],
    ['<svg><text>not</text><svg></svg></svg>this', 'this'],
    ['<noscript>not<body>this', 'this'],
    ['</p></b>stray', 'stray'],
    ['a < b and b > a', 'a < b and b > a'],
    ['', ''],
  ])('%j is %j', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('counts elements, and the characters that it leaves out', () => {
    expect(cleanText('<p>a<b>b</b><script>1234</script>', 'html').changes).toMatchObject({
      htmlElements: 3,
      hiddenCharacters: 4,
    });
  });

  it('is not slowed by depth', () => {
    expect(textOf(`${'<div>'.repeat(100_000)}deep`)).toBe('deep');
  });
});
