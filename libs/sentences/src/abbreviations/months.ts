/** Months and days as datelines shorten them. Sources: AP Stylebook, "months", "days of the week"; Chicago Manual of Style 10.39. */
export const MONTHS: readonly string[] = [
  ...['jan', 'feb', 'febr', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec'],
];
/** See {@link MONTHS}. */
export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'tues', 'wed', 'weds', 'thu', 'thur', 'thurs', 'fri', 'sat'];
