import type { DeadLetter } from '../api/types.js';

type Act = DeadLetter['acts'][number];

/** Something that became of a letter, or was done about it. */
export type Happening =
  | ({ readonly kind: 'act' } & Act)
  | {
      /** `refused`: Kafka did not take it. */
      readonly kind: 'rejected' | 'rejected again' | 'refused';
      readonly at: string;
      readonly code: string;
      readonly message: string;
    };

type History = Pick<DeadLetter, 'at' | 'code' | 'message' | 'acts' | 'replays'>;

/** What became of a letter and who did what about it, the latest first. */
export function happeningsOf(letter: History): readonly Happening[] {
  const acts = letter.acts.map((act): Happening => ({ kind: 'act', ...act }));
  return [...acts, ...failuresOf(letter)].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Each attempt says why there had to be one; the letter itself says why it is here now. */
function failuresOf({ at, code, message, replays }: History): readonly Happening[] {
  const reasons = [...replays.map(({ because }) => because), { code, message }];
  const attempts = replays.map(({ failed }, nth): Happening | undefined => {
    const reason = reasons[nth + 1];
    if (failed === null || reason === undefined) return undefined;
    // Only Kafka itself rejects a record that has no place in it.
    const kind = failed.offset === null ? 'refused' : 'rejected again';
    return { kind, at: failed.at, code: reason.code, message: reason.message };
  });
  const first = reasons[0] ?? { code, message };
  const came: Happening = { kind: 'rejected', at, code: first.code, message: first.message };
  return [came, ...attempts.filter((one) => one !== undefined)];
}

/** Whether the last attempt has not reached Kafka yet, which has not refused it either. */
export function waitsForKafka({ replays }: Pick<DeadLetter, 'replays'>): boolean {
  const latest = replays.at(-1);
  return latest !== undefined && latest.publishedAt === null && latest.failed === null;
}
