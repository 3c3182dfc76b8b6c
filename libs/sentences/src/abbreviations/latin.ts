/**
 * Latin and scholarly abbreviations in the middle of a sentence. Sources: Chicago Manual of Style 10.42 (scholarly
 * abbreviations); Oxford New Hart's Rules, chapter 10.
 */
export const LATIN: readonly string[] = [
  ...[
    'vs',
    'v',
    'p.s',
    'p.p.s',
    'n.b',
    'cf',
    'viz',
    'i.e',
    'e.g',
    'ie',
    'eg',
    'q.v',
    'sc',
    'resp',
    'incl',
    'esp',
    'usu',
    'approx',
    'ca',
    'c',
  ],
  ...['nee', 'née', 'né', 'aka', 'a.k.a', 'fka', 'f.k.a', 'd.b.a', 'et seq', 'seq'],
];
