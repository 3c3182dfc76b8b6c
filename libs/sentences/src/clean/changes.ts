/** Every kind of change that cleaning makes. */
export const CHANGE_KINDS = [
  'htmlElements',
  'hiddenCharacters',
  'htmlEntities',
  'controlCharacters',
  'misreadCharacters',
  'loneSurrogates',
  'lineBreaks',
  'invisibleCharacters',
  'unusualSpaces',
  'notNfc',
] as const;
/** See {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How often each kind of change was made; 0 where it was not. */
export type Changes = Readonly<Record<ChangeKind, number>>;

/** Counts changes while a text is cleaned. */
export class ChangeCounter {
  readonly changes: Record<ChangeKind, number> = {
    htmlElements: 0,
    hiddenCharacters: 0,
    htmlEntities: 0,
    controlCharacters: 0,
    misreadCharacters: 0,
    loneSurrogates: 0,
    lineBreaks: 0,
    invisibleCharacters: 0,
    unusualSpaces: 0,
    notNfc: 0,
  };

  add(kind: ChangeKind, count = 1): void {
    this.changes[kind] += count;
  }
}
