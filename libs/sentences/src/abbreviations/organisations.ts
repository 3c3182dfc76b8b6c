/** What follows the name of a company. Sources: AP Stylebook, "company names"; The Bluebook, table T6. */
export const COMPANIES: readonly string[] = [
  ...[
    'inc',
    'corp',
    'corps',
    'co',
    'cos',
    'ltd',
    'llc',
    'llp',
    'lp',
    'plc',
    'bros',
    'cie',
    'gmbh',
    'ag',
    'pty',
    'pvt.ltd',
  ],
  ...['s.a', 's.p.a', 'a.g', 'n.v', 'b.v', 'p.l.c', 'l.l.c', 'l.l.p', 'l.p', 's.a.r.l', 'mfg', 'hldgs', 'grp', 'intl'],
];

/** Parts of the names of bodies. Source: The Bluebook, table T6; GPO Style Manual 9.61. */
export const BODIES: readonly string[] = [
  ...['dept', 'depts', 'univ', 'assn', 'assoc', 'natl', 'nat', 'govt', 'inst', 'acad', 'ctr', 'cmte'],
  ...['admin', 'dist', 'div', 'est', 'soc', 'bur'],
];

/** After a person's name: generations, degrees and orders. Source: Chicago Manual of Style 10.21 (academic degrees), 6.43 ("Jr."). */
export const AFTER_NAMES: readonly string[] = [
  ...[
    'jr',
    'sr',
    'esq',
    'ph.d',
    'phd',
    'm.d',
    'd.d.s',
    'd.o',
    'b.a',
    'b.s',
    'b.sc',
    'm.a',
    'm.s',
    'm.sc',
    'm.b.a',
    'm.p',
  ],
  ...[
    'm.phil',
    'd.phil',
    'd.d',
    'll.b',
    'll.m',
    'll.d',
    'j.d',
    'ed.d',
    'r.n',
    'q.c',
    'k.c',
    'ret',
    'etc',
    'al',
    "dec'd",
  ],
];
