/** The three labels, in the order in which scores are listed everywhere. What each means is in docs/codebook.md. */
export const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;

/** What a sentence chiefly reports. Every sentence has exactly one. */
export type Label = (typeof LABELS)[number];
