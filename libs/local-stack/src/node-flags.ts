/**
 * How each program of ours is started; package.json and the Dockerfile say the same, which a test sees to.
 *
 * A service has some 80 MB alive at a time and many short-lived batches beside it; left alone, V8 lets the heap grow to
 * four times of that before it looks. With half the young generation (16 MB) and a heap that grows to three times at
 * most, ingester, classifier and store peak at 266–269, 338–367 and 402–404 MB under full load, where it was 322–325,
 * 434–435 and 494–511, for 336–377 µs of CPU a sentence in all, where it was 379–406. A heap that doubles at most made
 * it 231–246, 296–319 and 312–314, and the classifier's CPU a sixth more. Measured in turns by
 * `npm run bench -- pipeline --articles 3000`.
 */
export const NODE_FLAGS: readonly string[] = [
  '--enable-source-maps',
  '--max-semi-space-size=8',
  '--heap-growing-percent=200',
];
