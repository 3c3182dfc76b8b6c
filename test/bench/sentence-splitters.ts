import sbd from 'sbd';
import { split } from 'sentence-splitter';

/** A splitter to compare with: how many sentences it finds in a text. */
export interface Splitter {
  readonly name: string;
  readonly count: (text: string) => number;
}

/** Splitters of others. Each is given one paragraph at a time: Intl.Segmenter was quadratic before Node 22, and sbd ignores line breaks. */
export function rivals(): readonly Splitter[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return [
    { name: 'Intl.Segmenter', count: byParagraph((text) => [...segmenter.segment(text)].length) },
    { name: 'sbd', count: byParagraph((text) => sbd.sentences(text).length) },
    { name: 'sentence-splitter', count: byParagraph((text) => split(text).filter(isSentence).length) },
  ];
}

function byParagraph(count: (text: string) => number): (text: string) => number {
  return (text) => {
    let sentences = 0;
    for (const paragraph of text.split('\n')) if (paragraph !== '') sentences += count(paragraph);
    return sentences;
  };
}

function isSentence(node: { readonly type: string }): boolean {
  return node.type === 'Sentence';
}
