/** How a text is written. */
export type TextFormat = 'plain' | 'html';

const ELEMENTS =
  'p|div|span|a|b|i|em|strong|u|br|hr|h[1-6]|ul|ol|li|table|tr|td|th|tbody|thead|blockquote|article|section|header|footer|' +
  'figure|figcaption|img|body|html|head|script|style|pre|code|main|nav|aside|iframe|picture|video|font|center|sup|sub|small';
/** Attributes longer than this are looked at no further: a text with one has other elements too. */
const ATTRIBUTES = '(?:\\s[^<>]{0,1000})?';
const WHOLE_DOCUMENT = /^\s{0,100}<(?:!doctype html|html|\?xml)\b/i;
/** An end tag, a line break or a paragraph: signs that nobody writes for themselves, unlike the "<" of "a < b". */
const TELLING = new RegExp(`</(?:${ELEMENTS})\\s{0,20}>|<(?:br|hr|p|img)${ATTRIBUTES}/?>`, 'i');

/** Whether a text looks like HTML. A lone "<", an e-mail address in angle brackets or an unknown tag does not count. Linear. */
export function detectFormat(text: string): TextFormat {
  if (!text.includes('<')) return 'plain';
  return WHOLE_DOCUMENT.test(text) || TELLING.test(text) ? 'html' : 'plain';
}
