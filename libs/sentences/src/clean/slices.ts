/** Characters cleaned at a time: a few milliseconds of work. */
export const SLICE_LENGTH = 32 * 1024;
/** How far back a blank is looked for before a text is cut elsewhere. */
const LOOK_BACK = 4 * 1024;
const FIRST_LOW_SURROGATE = 0xdc00;
const LAST_LOW_SURROGATE = 0xdfff;

/** Cuts a text after a blank, where nothing that cleaning joins can lie across; else anywhere between characters. */
export function* slices(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > SLICE_LENGTH) {
    const end = cutBefore(text, start + SLICE_LENGTH);
    yield text.slice(start, end);
    start = end;
  }
  yield text.slice(start);
}

function cutBefore(text: string, limit: number): number {
  const tail = text.slice(limit - LOOK_BACK, limit);
  const blank = Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('\n'));
  if (blank >= 0) return limit - LOOK_BACK + blank + 1;
  const unit = text.charCodeAt(limit);
  return unit >= FIRST_LOW_SURROGATE && unit <= LAST_LOW_SURROGATE ? limit - 1 : limit;
}
