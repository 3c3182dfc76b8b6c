import { SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';
import type { Classification, SentenceClassifier } from '@sitrep/labels';
import { emit, outgoing, type Delivery, type Outcome, type OutgoingEvent, type Stage } from '@sitrep/pipeline';

/**
 * Labels each sentence. With a second model in shadow, each sentence has a second event, marked so; what the shadow
 * says never counts.
 */
export class LabelSentencesStage implements Stage<SentenceExtracted> {
  readonly name = 'label-sentences';
  readonly input = SentenceExtracted;

  constructor(
    private readonly classifier: SentenceClassifier,
    private readonly shadow?: SentenceClassifier,
  ) {}

  async handle(batch: readonly Delivery<SentenceExtracted>[]): Promise<readonly Outcome[]> {
    const texts = batch.map(({ event }) => event.text);
    const labelled = await this.classifier.classify(texts);
    const shadowed = await this.shadow?.classify(texts);
    return batch.map(({ event }, at) => emit(this.eventsOf(event, labelled[at], shadowed?.[at])));
  }

  private *eventsOf(
    sentence: SentenceExtracted,
    label: Classification | undefined,
    shadowLabel: Classification | undefined,
  ): Generator<OutgoingEvent> {
    yield this.labelledBy(this.classifier, sentence, label);
    if (this.shadow !== undefined) yield this.labelledBy(this.shadow, sentence, shadowLabel, { shadow: true });
  }

  private labelledBy(
    { modelVersion }: SentenceClassifier,
    sentence: SentenceExtracted,
    classification: Classification | undefined,
    mark: { readonly shadow?: true } = {},
  ): OutgoingEvent {
    if (classification === undefined)
      throw new Error(`The model ${modelVersion} answered for fewer sentences than it was asked`);
    return outgoing(SentenceLabelled, { ...sentence, modelVersion, ...mutable(classification), ...mark });
  }
}

const mutable = ({ evidence, scores, ...rest }: Classification) => ({
  ...rest,
  scores: { ...scores },
  evidence: [...evidence],
});
