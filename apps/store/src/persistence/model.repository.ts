import type { ModelAct } from '../domain/model-act.js';
import type { ModelActResult, ModelRepository } from '../ports.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { writeOne } from './write-one.js';

/** People's decisions about models, in Postgres. */
export class PostgresModelRepository implements ModelRepository {
  constructor(private readonly writer: BatchWriter) {}

  decide(act: ModelAct): Promise<ModelActResult> {
    return writeOne(this.writer, (query) => writeAct(query, act));
  }
}

/** Acts are made one after the other: the last of several counts, and the log says which that was. */
const ONE_AT_A_TIME = 'lock table model_act in share row exclusive mode';

const STATE = 'select promoted, dropped from model where version = $1';

const UNPROMOTE = 'update model set promoted = false where promoted and version <> $1';
const SET = `update model set promoted = $2::text = 'promote', dropped = $2::text = 'drop' where version = $1`;
const LOG = 'insert into model_act (version, act, made_by, reason) values ($1, $2, $3, $4)';

/** The barrier is set by whoever begins the work, after this is committed. */
const BEGIN_SETTLING = `
  insert into settling (one) values (true)
  on conflict (one) do update set barrier = null, after = null, seen = 0, changed = 0, began_at = clock_timestamp(),
    moved_at = clock_timestamp(), done_at = null`;

async function writeAct(query: Query, { version, act, by, reason }: ModelAct): Promise<ModelActResult> {
  await query(ONE_AT_A_TIME, []);
  const [state] = await query<{ readonly promoted: boolean; readonly dropped: boolean }>(STATE, [version]);
  if (state === undefined) return 'no-model';
  if (act === 'promote' ? state.promoted : state.dropped) return 'made';
  await query(LOG, [version, act, by, reason]);
  if (act === 'promote') await query(UNPROMOTE, [version]);
  await query(SET, [version, act]);
  await query(BEGIN_SETTLING, []);
  return 'made';
}
