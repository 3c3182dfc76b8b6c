/** Units and commercial abbreviations in lower case, before lower-case words. Source: Chicago Manual of Style 10.49–10.66 (units), 10.68 (commerce). */
export const UNITS: readonly string[] = [
  ...['ft', 'in', 'yd', 'yds', 'mi', 'km', 'cm', 'mm', 'kg', 'lb', 'lbs', 'oz', 'gal', 'qt', 'pt', 'hr', 'hrs', 'min'],
  ...['mins', 'secs', 'wk', 'wks', 'mo', 'mos', 'yr', 'yrs', 'mph', 'kph', 'tsp', 'tbsp', 'temp', 'max', 'mtg', 'misc'],
  ...[
    'est',
    'avg',
    'qty',
    'pkg',
    'encl',
    'fwd',
    'attn',
    'dept',
    'ext',
    "gov't",
    "int'l",
    "nat'l",
    'cont',
    'cent',
    'lit',
  ],
];
