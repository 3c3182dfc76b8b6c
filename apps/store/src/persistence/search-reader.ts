import { spansOf, type TextSpan, type Token } from '../domain/highlights.js';
import type { Reader } from './reader.js';
import { searchOf } from './sentence-conditions.js';

const WORDS = `select querytree(${searchOf('$1')}) as tree`;

/** A token is found when one of its lexemes is searched for: what the search says of order and of "not" is no matter. */
const TOKENS = `
  select s.sentence_id, s.text, json_agg(
    json_build_array(t.kind, t.token, tsvector_to_array(to_tsvector('english', t.token)) && $2::text[])
    order by t.place) as tokens
  from sentence s cross join lateral ts_parse('default', s.text) with ordinality as t (kind, token, place)
  where s.sentence_id = any($1::uuid[])
  group by s.sentence_id`;

interface TokensRow {
  readonly sentence_id: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** What a full text search is for, and where it stands in what was found. */
export class SearchReader {
  constructor(private readonly reader: Reader) {}

  /**
   * The stems that a search is for; without those that it excludes.
   *
   * @returns undefined when it has none of either: it would find nothing
   */
  async stems(q: string): Promise<readonly string[] | undefined> {
    const [row] = await this.reader.query<{ readonly tree: string }>(WORDS, [q]);
    const tree = row?.tree ?? '';
    if (tree === '') return undefined;
    return [...tree.matchAll(/'((?:[^'\\]|''|\\.)*)'/g)].map(([, stem = '']) => stem.replaceAll(/''|\\(.)/g, '$1'));
  }

  /** Where stems stand in sentences, by the sentence's id. */
  async places(
    sentenceIds: readonly string[],
    stems: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TextSpan[]>> {
    if (sentenceIds.length === 0 || stems.length === 0) return new Map();
    const rows = await this.reader.query<TokensRow>(TOKENS, [sentenceIds, stems]);
    return new Map(rows.map(({ sentence_id, text, tokens }) => [sentence_id, spansOf(text, tokens)]));
  }
}
