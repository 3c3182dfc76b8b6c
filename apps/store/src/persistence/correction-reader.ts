import type { Reader } from './reader.js';

/** A sentence that a person has labelled, as a corpus for training has it. */
export interface CorrectedSentence {
  readonly position: string;
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

const PAGE_SIZE = 1_000;

const PAGE = `
  select position, sentence_id as id, text, label
  from sentence where corrected and position > $1
  order by position
  limit ${PAGE_SIZE}`;

/** Persons' words for the API. */
export class CorrectionReader {
  constructor(private readonly reader: Reader) {}

  /**
   * The corrections that count, in the order in which the sentences were stored, some at a time. Each is as it reads
   * when its turn comes; what is corrected meanwhile is there or not.
   */
  async *current(): AsyncGenerator<readonly CorrectedSentence[], void, undefined> {
    for (let after = '0'; ;) {
      const rows = await this.reader.query<CorrectedSentence>(PAGE, [after]);
      yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE_SIZE) return;
      after = last.position;
    }
  }
}
