import type { Access } from '../api/types.js';

/** May whoever sits at the page do this? As long as it is not known, no. */
export const may = (access: Access | undefined, what: Access['scopes'][number]): boolean =>
  access?.scopes.includes(what) ?? false;

/** What the bar says of the key, in a word or two. */
export function accessWord(access: Access | undefined, refused: boolean): string {
  if (refused) return 'Key refused';
  if (access === undefined) return 'Key';
  if (may(access, 'admin')) return 'Admin';
  const can = [may(access, 'correct') && 'correct', may(access, 'feed') && 'feed'].filter(Boolean);
  if (can.length > 0) return `May ${can.join(', ')}`;
  return may(access, 'read') ? 'Read-only' : 'Key needed';
}

/** What may be done, in a sentence. */
export function accessSentence(access: Access | undefined): string {
  const can = [
    may(access, 'read') && 'read everything',
    may(access, 'feed') && 'feed articles',
    may(access, 'correct') && 'correct labels',
    may(access, 'admin') && 'make keys',
  ].filter((one) => one !== false);
  if (can.length === 0) return 'Without a key nothing can be read here.';
  const last = can.at(-1);
  const list = can.length === 1 ? last : `${can.slice(0, -1).join(', ')} and ${last}`;
  return access?.name === null ? `Without a key you can ${list}.` : `As ${access?.name} you can ${list}.`;
}
