/**
 * How each program of ours is started; package.json and the Dockerfile say the same, which a test sees to.
 *
 * A service has some 80 MB alive at a time and many short-lived batches beside it. Left alone, V8 lets the heap grow to
 * four times of that before it looks: with half the young generation (16 MB) and a heap that doubles at most, the peaks
 * of ingester, classifier and store under full load went from 321, 414 and 481 MB to 217, 294 and 296, for about the
 * same CPU (424 and 415–430 µs a sentence in all; with a growth of 50 % 469). Measured by `npm run bench -- pipeline`.
 */
export const NODE_FLAGS: readonly string[] = [
  '--enable-source-maps',
  '--max-semi-space-size=8',
  '--heap-growing-percent=100',
];
