/** The times that a sentence has: of its article, of its label, of its row. None of them stands in for another. */
export const CLOCKS = ['published', 'received', 'labelled', 'stored'] as const;
export type Clock = (typeof CLOCKS)[number];
