import { FatalFailure, reject, TransientFailure, type Outcome } from '@sitrep/pipeline';

/** What a stage said about the start of a batch, and what kept it from saying more. */
export interface Answer {
  readonly outcomes: readonly Outcome[];
  /** Undefined when there is an outcome for each delivery. */
  readonly stoppedBy: TransientFailure | FatalFailure | undefined;
}

/** Told about each delivery that fails alone, with what the stage threw. */
export type OnStageError = (index: number, error: unknown) => void;

/**
 * Asks a stage about a batch. When it throws, the batch is halved again and again until the deliveries are found that
 * fail alone: they are rejected, and the others keep their outcomes. A failure of the world, or of the service, ends
 * the asking: the deliveries after it have no outcome.
 *
 * Never rejects.
 */
export async function askStage<D>(
  handle: (batch: readonly D[]) => Promise<readonly Outcome[]>,
  batch: readonly D[],
  onStageError: OnStageError,
): Promise<Answer> {
  const outcomes: Outcome[] = [];
  const ask = async (part: readonly D[]): Promise<TransientFailure | FatalFailure | undefined> => {
    if (part.length === 0) return undefined;
    try {
      const answer = await handle(part);
      if (answer.length !== part.length) {
        throw new Error(`The stage gave ${answer.length} outcomes for ${part.length} deliveries`);
      }
      outcomes.push(...answer);
      return undefined;
    } catch (error) {
      if (error instanceof TransientFailure || error instanceof FatalFailure) return error;
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        return (await ask(part.slice(0, middle))) ?? ask(part.slice(middle));
      }
      onStageError(outcomes.length, error);
      outcomes.push(stageFailed(error));
      return undefined;
    }
  };
  const stoppedBy = await ask(batch);
  return { outcomes, stoppedBy };
}

/** The rejection of a delivery on which the stage fails; the error's text is for whoever reads the dead letter. */
export function stageFailed(error: unknown): Outcome {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reject('STAGE_FAILED', `The service failed on this event alone. ${text.slice(0, 500)}`);
}
