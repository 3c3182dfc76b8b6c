/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  /** What was found, in a few words. */
  readonly found: string;
  /** What to do; where it is not ok. */
  readonly advice?: string;
}

/** A topic that is not as it should be. */
export interface TopicProblem {
  readonly topic: string;
  readonly missing: boolean;
  /** In a few words. */
  readonly says: string;
}

/** A group as the store sees it. */
export interface SeenGroup {
  readonly group: string;
  readonly members: number;
  readonly lag: number;
  readonly oldestSeconds: number;
}

/** What the store says of the running pipeline, as far as it is judged. */
export interface SeenPipeline {
  readonly kafka: { readonly answers: boolean };
  readonly database: { readonly answers: boolean; readonly pendingMigrations: readonly string[] | null };
  readonly groups: readonly SeenGroup[];
  readonly instances: readonly { readonly instanceId: string; readonly state: string; readonly detail: string }[];
  readonly deadLetters: readonly { readonly open: number }[] | null;
}

/** What the database says of the equations. */
export interface SeenProof {
  readonly verdict: string;
  readonly provenAt: string;
  readonly equations: readonly {
    readonly id: string;
    readonly says: string;
    readonly verdict: string;
    readonly exceptions: number | null;
  }[];
}

const LATE_SECONDS = 300;

const fine = (what: string, found: string): Finding => ({ what, ok: true, found });
const wrong = (what: string, found: string, advice: string): Finding => ({ what, ok: false, found, advice });

/** The topics of the broker beside those that are needed. */
export function judgeTopics(problems: readonly TopicProblem[]): Finding {
  if (problems.length === 0) return fine('topics', 'all there, as they should be');
  const found = problems.map(({ topic, says }) => `${topic} ${says}`).join('; ');
  return problems.some(({ missing }) => missing)
    ? wrong('topics', found, 'Run `sitrep topics create`.')
    : wrong('topics', found, 'Change them with Kafka’s own tools: what is there is left as it is.');
}

/** The database, the groups, the instances and the dead letters. */
export function judgePipeline({ kafka, database, groups, instances, deadLetters }: SeenPipeline): readonly Finding[] {
  return [
    kafka.answers
      ? fine('store → Kafka', 'answers')
      : wrong('store → Kafka', 'does not answer the store', 'Check KAFKA_BROKERS of the store, and the network.'),
    judgeDatabase(database),
    ...groups.map(judgeGroup),
    ...instances.map(judgeInstance),
    ...(deadLetters === null ? [] : [judgeLetters(deadLetters)]),
  ];
}

function judgeDatabase({ answers, pendingMigrations }: SeenPipeline['database']): Finding {
  if (!answers) {
    return wrong('database', 'does not answer the store', 'Start it, or check DATABASE_URL of the store.');
  }
  const pending = pendingMigrations ?? [];
  return pending.length === 0
    ? fine('migrations', 'none pending')
    : wrong('migrations', `pending: ${pending.join(', ')}`, 'Run `npm run migrate`.');
}

function judgeGroup({ group, members, lag, oldestSeconds }: SeenGroup): Finding {
  const found = `${members} ${members === 1 ? 'member' : 'members'}, ${lag} to do${lag > 0 ? `, the oldest for ${Math.round(oldestSeconds)} s` : ''}`;
  if (members === 0) return wrong(group, found, 'Its service does not run, or reaches no Kafka: see its log.');
  if (lag > 0 && oldestSeconds > LATE_SECONDS) {
    return wrong(group, found, 'See docs/runbook.md, SitrepLagging: more instances, or what holds it up.');
  }
  return fine(group, found);
}

const WELL = new Set(['running', 'joining', 'stopped']);

function judgeInstance({ instanceId, state, detail }: SeenPipeline['instances'][number]): Finding {
  if (WELL.has(state)) return fine(instanceId, state);
  return wrong(instanceId, `${state}: ${detail}`, 'See its log; docs/runbook.md says what each state asks for.');
}

function judgeLetters(letters: readonly { readonly open: number }[]): Finding {
  const open = letters.reduce((sum, letter) => sum + letter.open, 0);
  if (open === 0) return fine('dead letters', 'none open');
  // They are kept, and may be rightly rejected: work for a person, and no fault of the pipeline.
  return fine('dead letters', `${open} open: a person should look at them`);
}

/** The equations that say that nothing is lost. What is open is right while something is on its way. */
export function judgeProof({ verdict, provenAt, equations }: SeenProof, workIsLeft: boolean): readonly Finding[] {
  const unlike = equations.filter((equation) => equation.verdict !== 'holds');
  if (unlike.length === 0) return [fine('nothing lost', `${verdict}, proven at ${provenAt}`)];
  return unlike.map((equation) => {
    const found = `${equation.verdict}, ${equation.exceptions ?? 'unknown'} exceptions: ${equation.says}`;
    if (equation.verdict === 'open' && workIsLeft) return fine(equation.id, `${found} Work is left.`);
    return wrong(
      equation.id,
      found,
      'See GET /v1/ledger/proof for examples, and docs/runbook.md, SitrepLedgerOutOfBalance.',
    );
  });
}
