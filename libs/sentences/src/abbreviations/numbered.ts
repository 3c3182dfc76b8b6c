/** Words before a number. Sources: Chicago Manual of Style 10.42; The Bluebook, table T6 (sections and articles). */
export const NUMBERED: readonly string[] = [
  ...['no', 'nos', 'op', 'n°', 'nr', 'n', 'p', 'pp', 'pg', 'pgs', 'vol', 'vols', 'fig', 'figs', 'eq', 'eqs'],
  ...['art', 'arts', 'sec', 'secs', 'sect', 'ch', 'chap', 'chaps', 'para', 'paras', 'par', 'appx', 'ver'],
  ...['ref', 'refs', 'ed', 'eds', 'pts', 'rs', 'res', 'tel', 'ext'],
];
