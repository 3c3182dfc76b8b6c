/**
 * Units and formations, which follow a number or a name. Sources: NATO AAP-15, Glossary of Abbreviations; FM 1-02.2,
 * Military Symbols (United States); JSP 101 (United Kingdom).
 */
export const FORMATIONS: readonly string[] = [
  ...['bn', 'bns', 'batt', 'bde', 'bdes', 'regt', 'regts', 'sqdn', 'coy', 'plt', 'inf', 'cav', 'arty', 'armd', 'engr'],
];
