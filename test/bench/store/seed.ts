import type pg from 'pg';

import { FOLD_CHANGES } from '../../../apps/store/src/persistence/count-sql.js';
import { PREPARE, STAGE, STORE } from './seed-sql.js';

/** Of one transaction. A whole number of blocks of articles. */
const CHUNK = 200_000;

/** To be raised when the seed makes other rows: what was made before is made anew then. */
export const SEED_VERSION = 2;

/**
 * Fills the migrated, empty tables of the store with so many made-up sentences of two years, inside the database. The
 * indexes are built afterwards, which takes a fraction of the time.
 */
export async function seed(client: pg.Client, rows: number, tell: (progress: string) => void): Promise<void> {
  const settings = { synchronous_commit: 'off', maintenance_work_mem: '1GB', work_mem: '256MB', jit: 'off' };
  for (const [name, value] of Object.entries(settings)) await client.query(`set ${name} = '${value}'`);
  for (const statement of PREPARE) await client.query(statement);
  const indexes = await dropIndexes(client);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    await storeChunk(client, from, to, rows);
    tell(`${to.toLocaleString('en')} of ${rows.toLocaleString('en')} sentences`);
  }
  for (const { definition } of indexes) {
    tell(definition);
    await client.query(definition);
  }
  tell('vacuum');
  await client.query('vacuum (freeze, analyze)');
  await client.query('checkpoint');
  await client.query('drop table bench.sentence, bench.article, bench.fragment, bench.word');
  await client.query('create table bench.seeded as select $1::int as version', [SEED_VERSION]);
}

async function storeChunk(client: pg.Client, from: number, to: number, rows: number): Promise<void> {
  await client.query('begin');
  for (const statement of STAGE) {
    // A statement that makes a table takes no parameters.
    await client.query(
      statement.replaceAll(/\$[123]/g, (name) => String({ $1: from, $2: to, $3: rows }[name as '$1' | '$2' | '$3'])),
    );
  }
  await client.query('analyze bench.sentence, bench.article');
  for (const statement of STORE) await client.query(statement);
  await client.query(FOLD_CHANGES, [to - from]);
  await client.query('commit');
}

/** All but those that keep rows apart; these are needed while the rows are written. */
async function dropIndexes(client: pg.Client): Promise<readonly { readonly definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'public'::regnamespace and c.relname in ('sentence', 'label', 'article', 'article_head')
       and not i.indisunique
     order by 1`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}
