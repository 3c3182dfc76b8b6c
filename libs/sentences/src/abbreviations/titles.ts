/** Forms of address before a name. Sources: AP Stylebook, "courtesy titles", "legislative titles", "religious titles"; Chicago Manual of Style 10.11–10.26. */
export const TITLES: readonly string[] = [
  ...['mr', 'mrs', 'ms', 'mx', 'messrs', 'mssrs', 'mme', 'mmes', 'mlle', 'dr', 'drs', 'prof', 'profs', 'asst', 'assoc'],
  ...['rev', 'revs', 'fr', 'msgr', 'hon', 'rt', 'pres', 'gov', 'govs', 'sen', 'sens', 'rep', 'reps', 'cong', 'ald'],
  ...['amb', 'atty', 'attys', 'supt', 'dir', 'sec', 'secy', 'undersec', 'spkr', 'min', 'treas', 'chmn', 'insp'],
  ...['sr', 'sra', 'srta', 'herr', 'dra', 'smt', 'ven', 'ph'],
];

/** Forenames as they are shortened in records and signatures. Source: Chicago Manual of Style 10.10. */
export const SHORTENED_FORENAMES: readonly string[] = [
  'geo',
  'thos',
  'chas',
  'jas',
  'jos',
  'wm',
  'robt',
  'benj',
  'edw',
];

/** Words before the name of a place. Sources: USPS Publication 28, appendix B; AP Stylebook, "saint", "Fort", "Mount". */
export const PLACE_PREFIXES: readonly string[] = ['mt', 'mts', 'ft', 'pt', 'pte', 'ste', 'sta'];
