/** Which dead letters are listed. */
export interface LetterFilter {
  /** Left out: of any. */
  readonly status?: LetterStatus;
  readonly code?: string;
  /** That the record was first on. */
  readonly topic?: string;
  /** A date in the time zone of the page, `2026-01-31`. */
  readonly day?: string;
}

/** Where a dead letter's record first stood: its name. */
export interface LetterPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** What may have become of a dead letter, in the order in which it is offered. */
export const LETTER_STATUSES = ['open', 'replayed', 'discarded'] as const;

/** One of {@link LETTER_STATUSES}. */
export type LetterStatus = (typeof LETTER_STATUSES)[number];

/** What is left to do. */
export const OPEN_LETTERS: LetterFilter = { status: 'open' };

const TOPIC = /^[\w.-]{1,249}$/;

/** Reads a filter from the parameters of an address. What it cannot read it leaves out. */
export function readLetterFilter(parameters: URLSearchParams): LetterFilter {
  const said = parameters.get('status') ?? 'open';
  const status = LETTER_STATUSES.find((known) => known === said);
  const code = /^[A-Z_]{1,60}$/.exec(parameters.get('code') ?? '')?.[0];
  const topic = TOPIC.exec(parameters.get('topic') ?? '')?.[0];
  const day = /^\d{4}-\d\d-\d\d$/.exec(parameters.get('day') ?? '')?.[0];
  const given = {
    ...(code !== undefined && { code }),
    ...(topic !== undefined && { topic }),
    ...(day !== undefined && { day }),
  };
  if (status !== undefined) return { ...given, status };
  return said === 'all' ? given : { ...given, ...OPEN_LETTERS };
}

/** The parameters that a filter is read from. What is left to do is what one comes for: all is what must be said. */
export function letterParameters({ status, ...rest }: LetterFilter): Readonly<Record<string, string | undefined>> {
  return { status: status === undefined ? 'all' : status === 'open' ? undefined : status, ...rest };
}

/** Reads topic, partition and offset; undefined when they are none. */
export function readLetterPlace([topic = '', partition = '', offset = '', ...more]: readonly string[]):
  LetterPlace | undefined {
  if (more.length > 0 || !TOPIC.test(topic)) return undefined;
  if (!/^\d{1,9}$/.test(partition) || !/^\d{1,15}$/.test(offset)) return undefined;
  return { topic, partition: Number(partition), offset: Number(offset) };
}
