import type { components } from '@sitrep/api-client';

type Schemas = components['schemas'];

/** Nothing that came from the API is changed on the page. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What a sentence chiefly reports, in the order in which the labels are shown everywhere. */
export const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;

/** One of {@link LABELS}. */
export type Label = (typeof LABELS)[number];

/** A word that decided. Offsets are UTF-16 code units in the sentence; a weight below 0 speaks against the label. */
export type Evidence = Frozen<Schemas['Evidence']>;

/** A sentence of an article as the API gives it. Label and all that belongs to it are null until a label has come. */
export type ArticleSentence = Frozen<Schemas['ArticleSentence']>;

/** A sentence in a list, with a little of its article. */
export type Sentence = Frozen<Schemas['Sentence']>;

/** How many sentences pass a filter, by what they could be narrowed by. */
export type Facets = Frozen<Schemas['Facets']>;

/** The words that tell the sentences of a filter from all others. */
export type TermStats = Frozen<Schemas['TermStats']>;

/** The articles that tell the same story. */
export type Story = Frozen<Schemas['Story']>;

/** An article in a list. */
export type ArticleItem = Frozen<Schemas['ArticleItem']>;

/** One revision of an article with its text and the sentences that have come so far. */
export type Article = Frozen<Schemas['Article']>;

/** The ledger of everything. */
export type Ledger = Frozen<Schemas['Ledger']>;

/** The ledger of one article, in total and by revision. */
export type ArticleLedger = Frozen<Schemas['ArticleLedger']>;

/** How the groups and the instances are. */
export type Pipeline = Frozen<Schemas['Pipeline']>;

/** A consumer group and its work. */
export type PipelineGroup = Frozen<Schemas['PipelineGroup']>;

/** How far a group is with one partition. */
export type PipelinePartition = Frozen<Schemas['PipelinePartition']>;

/** One run of one service, as it says itself. */
export type PipelineInstance = Frozen<Schemas['PipelineInstance']>;

/** The equations that say that nothing is lost, and what was found. */
export type LedgerProof = Frozen<Schemas['LedgerProof']>;
/** A sentence with what every model and every person says of it. */
export type SentenceDetail = Frozen<Schemas['SentenceDetail']>;

/** What changed between two texts of an article. */
export type RevisionChanges = Frozen<Schemas['RevisionChanges']>;

/** The way of an article through the pipeline. */
export type ArticleTrace = Frozen<Schemas['ArticleTrace']>;

/** All models, and what was decided about them. */
export type Models = Frozen<Schemas['Models']>;

/** What was measured of a model when it was trained. */
export type ModelCard = Frozen<Schemas['ModelCard']>;

/** What one model says against what another says. */
export type Comparison = Frozen<Schemas['Comparison']>;

/** How often models say what people say. */
export type Agreement = Frozen<Schemas['Agreement']>;

/** The same of one model. */
export type ModelAgreement = Frozen<Schemas['ModelAgreement']>;

/** A share with its interval. */
export type Rate = Frozen<Schemas['Rate']>;

/** How sure labels are. */
export type ConfidenceHistogram = Frozen<Schemas['ConfidenceHistogram']>;

/** What a person should look at. */
export type ReviewQueue = Frozen<Schemas['ReviewQueue']>;

/** One sentence of the review queue. */
export type ReviewItem = ReviewQueue['items'][number];

/** Whose key is in use, and what it opens. */
export type Access = Frozen<Schemas['Access']>;

/** A record that could not be taken, in a list. */
export type DeadLetterItem = Frozen<Schemas['DeadLetterItem']>;

/** A record that could not be taken, with its bytes and what was done about it. */
export type DeadLetter = Frozen<Schemas['DeadLetter']>;

/** How many dead letters there are, by reason and day. */
export type DeadLetterGroups = Frozen<Schemas['DeadLetterGroups']>;

/** What would become of a dead letter now. */
export type DeadLetterFate = Frozen<Schemas['DeadLetterFate']>;

/** What many dead letters were counted or acted on with. */
export type DeadLetterBulk = Frozen<Schemas['DeadLetterBulk']>;

/** Counts of sentences by hour, day or week. */
export type Timeline = Frozen<Schemas['Timeline']>;

/** One bucket of a timeline. */
export type TimelineItem = Timeline['items'][number];

/** How many sentences have each label in a window, and how that compares. */
export type LabelStats = Frozen<Schemas['LabelStats']>;

/** A number against the mean of earlier windows. */
export type Change = Frozen<Schemas['AgainstUsual']>;

/** What came of each source. */
export type SourceStats = Frozen<Schemas['SourceStats']>;

/** A filter that is kept under a name, and when it gives alarm. */
export type SavedSearch = Frozen<Schemas['SavedSearch']>;

/** When a saved search gives alarm. */
export type AlertRule = SavedSearch['rules'][number];

/** What is said of a search that is to be saved. */
export type NewSearch = Pick<SavedSearch, 'name' | 'filter' | 'rules'>;

/** An alarm that a saved search gave. */
export type Alert = Frozen<Schemas['Alert']>;

/** One page of a list; `next` is left out on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** What the store says of itself (IETF draft health+json). */
export interface Health {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks?: Readonly<Record<string, readonly { readonly status: string; readonly output?: string }[]>>;
}
