import type { Pipeline, PipelineGroup, PipelineInstance } from '../api/types.js';

/** How something is, from best to worst. */
export type Condition = 'pass' | 'busy' | 'fail';

/** A condition with the sentence that explains it. */
export interface Judgement {
  readonly condition: Condition;
  readonly says: string;
}

/** Older than this, what people see is late enough to be told of. */
const LATE_SECONDS = 300;
/** A measurement is made every 5 s. */
const STALE_MS = 20_000;

/** How a group is: nobody consumes, it is late, it works, or it has nothing to do. */
export function judgeGroup({ members, lag, oldestSeconds, outPerSecond }: PipelineGroup): Judgement {
  if (members === 0) return { condition: 'fail', says: 'Nobody consumes' };
  if (lag === 0) return { condition: 'pass', says: 'All done' };
  if (oldestSeconds > LATE_SECONDS) {
    return { condition: 'fail', says: outPerSecond === 0 ? 'Stands still' : 'Late' };
  }
  return { condition: 'busy', says: 'Working' };
}

const INSTANCE_CONDITIONS: Readonly<Record<PipelineInstance['state'], Condition>> = {
  running: 'pass',
  joining: 'busy',
  waiting: 'busy',
  stopped: 'busy',
  stuck: 'fail',
  failed: 'fail',
  silent: 'fail',
};

/** How an instance is. */
export const conditionOf = ({ state }: PipelineInstance): Condition => INSTANCE_CONDITIONS[state];

/** Everything that is wrong, one sentence each; nothing when all is well. @param now milliseconds since 1970 */
export function problemsOf({ kafka, database, groups }: Pipeline, now: number): readonly string[] {
  const { pendingMigrations } = database;
  return [
    ...(isStale(kafka, now) ? ['Kafka does not answer the store: what is shown of the groups is from before.'] : []),
    ...(database.answers ? [] : ['The database does not answer the store.']),
    ...(pendingMigrations !== null && pendingMigrations.length > 0
      ? [`The database lacks ${pendingMigrations.length} migrations: run \`npm run migrate\`.`]
      : []),
    ...groups
      .map((group) => ({ group, judgement: judgeGroup(group) }))
      .filter(({ judgement }) => judgement.condition === 'fail')
      .map(({ group, judgement }) => `${group.group}: ${judgement.says.toLowerCase()}.`),
  ];
}

function isStale({ answers, measuredAt }: Pipeline['kafka'], now: number): boolean {
  return !answers || (measuredAt !== null && now - Date.parse(measuredAt) > STALE_MS);
}
