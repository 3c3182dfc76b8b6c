import pg from 'pg';

/** Who connects for what, besides the one who migrates. */
export interface DatabaseRoles {
  /** Reads and writes rows. */
  readonly writerUrl: string;
  /** Reads rows. */
  readonly readerUrl: string;
}

/** Longest run of a statement of the reader, where its connection says nothing else. */
const READER_TIMEOUT = '5s';

/**
 * Gives the roles what they need and no more: the writer rows of all tables, the reader their reading; nobody but the
 * migrator makes tables, those to come included. Roles that are missing are made, where the migrator may. Where all
 * connect as one role nothing is done. To be called after each migration; again changes nothing.
 *
 * @param migratorUrl whose role owns the tables
 */
export async function grantRoles(migratorUrl: string, { writerUrl, readerUrl }: DatabaseRoles): Promise<void> {
  const migrator = userOf(migratorUrl).name;
  const writer = userOf(writerUrl);
  const reader = userOf(readerUrl);
  const others = [writer, reader].filter(({ name }) => name !== migrator);
  if (others.length === 0) return;
  const client = new pg.Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    await client.query('begin');
    for (const role of others) await makeRole(client, role);
    await client.query('revoke create on schema public from public');
    if (reader.name !== migrator) await grantReading(client, reader.name);
    // Last: where reader and writer are one role, it may write.
    if (writer.name !== migrator) await grantWriting(client, writer.name);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

interface Role {
  readonly name: string;
  readonly password: string;
}

function userOf(databaseUrl: string): Role {
  const { username, password } = new URL(databaseUrl);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Makes the role; where it is there, it is left as it is: somebody else may look after it. */
async function makeRole(client: pg.Client, { name, password }: Role): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return;
  const secret = password === '' ? '' : ` password ${client.escapeLiteral(password)}`;
  await client.query(`create role ${client.escapeIdentifier(name)} login${secret}`);
}

/** What deliveries are signed with: whoever reads it can sign. */
const HIDDEN = [['webhook', 'secret']] as const;

/** A right on a table is one on all its columns: it gives way to rights on the others. */
async function hideColumn(client: pg.Client, role: string, table: string, column: string): Promise<void> {
  const { rows } = await client.query<{ others: string }>(
    `select string_agg(quote_ident(column_name), ', ') as others from information_schema.columns
     where table_schema = 'public' and table_name = $1 and column_name <> $2`,
    [table, column],
  );
  await client.query(`revoke select on ${table} from ${role}`);
  await client.query(`grant select (${rows[0]?.others}) on ${table} to ${role}`);
}

async function grantReading(client: pg.Client, name: string): Promise<void> {
  const role = client.escapeIdentifier(name);
  for (const statement of [
    `grant usage on schema public to ${role}`,
    `grant select on all tables in schema public to ${role}`,
    `alter default privileges in schema public grant select on tables to ${role}`,
  ]) {
    await client.query(statement);
  }
  for (const [table, column] of HIDDEN) await hideColumn(client, role, table, column);
  await whereAllowed(client, [
    `alter role ${role} set default_transaction_read_only = on`,
    `alter role ${role} set statement_timeout = '${READER_TIMEOUT}'`,
  ]);
}

async function grantWriting(client: pg.Client, name: string): Promise<void> {
  const role = client.escapeIdentifier(name);
  for (const statement of [
    `grant usage on schema public to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `grant usage, select on all sequences in schema public to ${role}`,
    `alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`,
    `alter default privileges in schema public grant usage, select on sequences to ${role}`,
    `revoke insert, update, delete on schema_migration from ${role}`,
  ]) {
    await client.query(statement);
  }
}

/** What only the maker of a role may set is a second lock: without it the first one holds. */
async function whereAllowed(client: pg.Client, statements: readonly string[]): Promise<void> {
  await client.query('savepoint optional');
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    const isDenied = error instanceof Error && 'code' in error && error.code === '42501';
    if (!isDenied) throw error;
    await client.query('rollback to savepoint optional');
  }
}
