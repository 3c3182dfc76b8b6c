import { type Equation, type EquationProof, type LedgerProof, verdictOf, worstOf } from '../domain/ledger-proof.js';
import { DatabaseUnavailable } from '../ports.js';
import { EQUATIONS } from './ledger-equations.js';
import type { Question, Reader } from './reader.js';

interface FoundRow {
  readonly checked: number;
  readonly exceptions: number;
  readonly examples: EquationProof['examples'];
}

/** Longest run of one equation: it reads whole tables, and somebody waits for it. */
const EACH_MS = 1_500;
/** A proof is as good for so long: however many ask, the database is asked once. */
const GOOD_FOR_MS = 10_000;

/** Asks the database whether the equations hold, all of them at one moment. */
export class LedgerProver {
  private proven: { readonly proof: LedgerProof; readonly at: number } | undefined;
  private proving: Promise<LedgerProof> | undefined;

  constructor(private readonly reader: Reader) {}

  /**
   * A proof that is at most 10 s old. An equation that takes too long is unproven, and says so.
   *
   * @throws DatabaseUnavailable when the database does not answer at all
   */
  prove(): Promise<LedgerProof> {
    if (this.proven !== undefined && performance.now() - this.proven.at < GOOD_FOR_MS) {
      return Promise.resolve(this.proven.proof);
    }
    this.proving ??= this.ask().finally(() => (this.proving = undefined));
    return this.proving;
  }

  private async ask(): Promise<LedgerProof> {
    const began = performance.now();
    const proof = await this.reader.atOneMoment(async ({ query }) => {
      const [moment] = await query<{ readonly now: Date }>('select now()');
      const equations: EquationProof[] = [];
      for (const equation of EQUATIONS) equations.push(await proofOf(equation, query));
      return {
        provenAt: (moment?.now ?? new Date()).toISOString(),
        tookMs: Math.round(performance.now() - began),
        verdict: worstOf(equations.map(({ verdict }) => verdict)),
        equations,
      };
    }, EACH_MS);
    this.proven = { proof, at: performance.now() };
    return proof;
  }
}

async function proofOf(equation: Equation, query: Question): Promise<EquationProof> {
  try {
    const [found] = await query<FoundRow>(equation.sql);
    if (found === undefined) throw new Error('An aggregate without a row.');
    return { ...equation, ...found, verdict: verdictOf(equation, found.exceptions) };
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return { ...equation, verdict: 'unproven', checked: undefined, exceptions: undefined, examples: [] };
  }
}
