import { lockToWriteSentences } from './article-locks.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { effectiveLabelOf, settleLabels } from './settle-labels.js';
import { writeOne } from './write-one.js';

/** What a step of settling did. `waiting`: somebody writes who has not seen the decision yet; ask again soon. */
export type SettlingStep = 'idle' | 'waiting' | 'moved';

const PAGE_SIZE = 1_000;

/** Another store that is at it keeps it: its step is short. */
const CLAIM = 'select barrier, after from settling where done_at is null for update skip locked';

/**
 * Whoever settled a label before the decision was committed has a transaction number below this one. When all of these
 * have ended, what they wrote can be seen, and everybody who writes from then on knows of the decision.
 */
const SET_BARRIER = 'update settling set barrier = pg_current_xact_id()::text::bigint';
const BARRIER_PASSED = 'select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > $1::bigint as passed';

/** By id: ids are hashes, so that a part of the way is a fair sample of all, and how far it is can be read from them. */
const PAGE = `
  select p.sentence_id, p.article_id,
    not p.corrected and (p.model_version, p.labelled_at) is distinct from (e.model_version, e.labelled_at) as stale
  from (
    select * from sentence where $1::uuid is null or sentence_id > $1 order by sentence_id limit ${PAGE_SIZE}
  ) p ${effectiveLabelOf('p.sentence_id')}
  order by p.sentence_id`;

const MOVE = `
  update settling set after = coalesce($1::uuid, after), seen = seen + $2, changed = changed + $3,
    moved_at = clock_timestamp(), done_at = case when $4 then clock_timestamp() end`;

interface PageRow {
  readonly sentence_id: string;
  readonly article_id: string;
  readonly stale: boolean;
}

/**
 * Goes through all sentences after a decision about models, and lets the label count for each that counts now. Step by
 * step, each a small transaction that says how far it came: after a crash, or in another store, it goes on from there.
 */
export class LabelSettler {
  constructor(private readonly writer: BatchWriter) {}

  /** @throws DatabaseUnavailable */
  step(): Promise<SettlingStep> {
    return writeOne(this.writer, takeStep);
  }
}

async function takeStep(query: Query): Promise<SettlingStep> {
  const [work] = await query<{ readonly barrier: string | null; readonly after: string | null }>(CLAIM, []);
  if (work === undefined) return 'idle';
  if (work.barrier === null) {
    await query(SET_BARRIER, []);
    return 'waiting';
  }
  const [barrier] = await query<{ readonly passed: boolean }>(BARRIER_PASSED, [work.barrier]);
  if (barrier?.passed !== true) return 'waiting';
  const page = await query<PageRow>(PAGE, [work.after]);
  const stale = page.filter((row) => row.stale);
  await lockToWriteSentences(
    query,
    stale.map((row) => row.article_id),
  );
  const changed = await settleLabels(
    query,
    stale.map((row) => row.sentence_id),
  );
  await query(MOVE, [page.at(-1)?.sentence_id ?? null, page.length, changed, page.length < PAGE_SIZE]);
  return 'moved';
}
