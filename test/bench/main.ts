/** `npm run bench [-- NAME [options]]`: measures, side by side in one run; never a test. NAME is pipeline if left out. */
const BENCHES = {
  pipeline: () => import('./pipeline.bench.js'),
  sentences: () => import('./sentences.bench.js'),
  labels: () => import('./labels.bench.js'),
  store: () => import('./store.bench.js'),
  page: () => import('./page.bench.js'),
} as const;

const [first, ...rest] = process.argv.slice(2);
const named = first !== undefined && !first.startsWith('-');
const name = named ? first : 'pipeline';
const load = (BENCHES as Record<string, (() => Promise<{ run(args: readonly string[]): Promise<void> }>) | undefined>)[
  name
];

if (load === undefined) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 2;
} else {
  await (await load()).run(named ? rest : process.argv.slice(2));
}
