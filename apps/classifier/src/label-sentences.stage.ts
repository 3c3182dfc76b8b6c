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
    const sentences = batch.map(({ event }) => event);
    const labelled = await labelAll(this.classifier, sentences);
    const shadowed = this.shadow === undefined ? [] : await labelAll(this.shadow, sentences, { shadow: true });
    return labelled.map((event, at) => emit([event, ...shadowed.slice(at, at + 1)]));
  }
}

async function labelAll(
  classifier: SentenceClassifier,
  sentences: readonly SentenceExtracted[],
  mark: { readonly shadow?: true } = {},
): Promise<readonly OutgoingEvent[]> {
  const { modelVersion } = classifier;
  const classifications = await classifier.classify(sentences.map(({ text }) => text));
  if (classifications.length !== sentences.length) {
    throw new Error(
      `The model ${modelVersion} answered for ${classifications.length} of ${sentences.length} sentences`,
    );
  }
  return sentences.map((sentence, at) => {
    const classification = classifications[at] as Classification;
    return outgoing(SentenceLabelled, { ...sentence, modelVersion, ...mutable(classification), ...mark });
  });
}

const mutable = ({ evidence, scores, ...rest }: Classification) => ({
  ...rest,
  scores: { ...scores },
  evidence: [...evidence],
});
