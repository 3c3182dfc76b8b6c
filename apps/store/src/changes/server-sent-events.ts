import { type FeedPosition, formatPosition } from '../domain/feed-position.js';

/** Longest text that is written at once, in UTF-16 code units. */
const LONGEST = 128 * 1024;

/** One event as text. Its data is JSON, which has no line breaks of its own. */
export function eventText(type: string, id: FeedPosition | undefined, data: unknown): string {
  return `${id === undefined ? '' : `id: ${formatPosition(id)}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Says nothing but that the connection lives, and how far it has come: whoever resumes does so from there. */
export function heartbeatText(position: FeedPosition): string {
  return `: heartbeat\nid: ${formatPosition(position)}\n\n`;
}

/** Puts events together to texts that are not too long; an event is never cut. */
export function* joinEvents(events: Iterable<string>): Generator<string, void, undefined> {
  let text = '';
  for (const event of events) {
    if (text !== '' && text.length + event.length > LONGEST) {
      yield text;
      text = '';
    }
    text += event;
  }
  if (text !== '') yield text;
}
