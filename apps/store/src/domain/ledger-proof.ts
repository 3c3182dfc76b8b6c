/** One of the equations that say that nothing is lost and nothing is doubled. */
export interface Equation {
  /** `E1`, … as the runbook has them. */
  readonly id: string;
  /** One sentence that is true while all is well. */
  readonly says: string;
  /**
   * Whether what is on its way explains an exception: then it is only open. The others hold at every moment, because what
   * they compare is written in one transaction.
   */
  readonly settles: boolean;
  /** Asks the database: one row with `checked`, `exceptions` and some `examples`. */
  readonly sql: string;
}

/**
 * `holds`; `open`: something is on its way, or missing, and which of the two time tells; `broken`: never right;
 * `unproven`: the database did not answer, or not in time.
 */
export type Verdict = 'holds' | 'open' | 'broken' | 'unproven';

/** What was found for one equation. */
export interface EquationProof extends Equation {
  readonly verdict: Verdict;
  /** How many things were looked at; undefined when it is unproven. */
  readonly checked: number | undefined;
  readonly exceptions: number | undefined;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

/** All equations, at one moment. */
export interface LedgerProof {
  /** RFC 3339. */
  readonly provenAt: string;
  readonly tookMs: number;
  /** The worst of all. */
  readonly verdict: Verdict;
  readonly equations: readonly EquationProof[];
}

/** What an equation with so many exceptions is. */
export const verdictOf = ({ settles }: Pick<Equation, 'settles'>, exceptions: number): Verdict =>
  exceptions === 0 ? 'holds' : settles ? 'open' : 'broken';

const WORST_FIRST: readonly Verdict[] = ['broken', 'unproven', 'open', 'holds'];

/** The worst verdict: one equation that does not hold cannot be made up for by another. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'unproven';
