/** What a cell of an export holds. An `instant` is RFC 3339 in UTC with milliseconds. */
export type ExportType = 'text' | 'integer' | 'number' | 'boolean' | 'instant';

/**
 * The columns of an exported sentence, in their order: what `/v1/sentences` says of it, made flat. Names are those of
 * the API; columns may be added at the end.
 */
export const EXPORT_COLUMNS = {
  sentenceId: 'text',
  articleId: 'text',
  revision: 'text',
  index: 'integer',
  start: 'integer',
  end: 'integer',
  text: 'text',
  label: 'text',
  confidence: 'number',
  scoreMilitary: 'number',
  scoreDiplomatic: 'number',
  scoreHumanitarian: 'number',
  none: 'number',
  needsReview: 'boolean',
  corrected: 'boolean',
  modelVersion: 'text',
  source: 'text',
  language: 'text',
  title: 'text',
  url: 'text',
  publishedAt: 'instant',
  receivedAt: 'instant',
  labelledAt: 'instant',
  storedAt: 'instant',
} as const satisfies Readonly<Record<string, ExportType>>;

/** A column of an export. */
export type ExportColumn = keyof typeof EXPORT_COLUMNS;

/** The names of all columns, in their order. */
export const EXPORT_COLUMN_NAMES = Object.keys(EXPORT_COLUMNS) as readonly ExportColumn[];

/** What stands in one cell. Null: not known, or nothing of the kind. */
export type ExportCell = string | number | boolean | null;

/** One sentence: a cell for each of {@link EXPORT_COLUMN_NAMES}. */
export type ExportRow = readonly ExportCell[];
