/**
 * Ranks before a name. Sources: AP Stylebook, "military titles"; STANAG 2116 (NATO codes for grades of military
 * personnel) with the national abbreviations of the United States, the United Kingdom and Canada.
 */
export const RANKS: readonly string[] = [
  ...['gen', 'gens', 'lt', 'lts', 'col', 'cols', 'maj', 'majs', 'capt', 'capts', 'cpt', 'sgt', 'sgts', 'cpl', 'cpls'],
  ...['pvt', 'pte', 'pfc', 'spc', 'brig', 'adm', 'adms', 'vadm', 'radm', 'cmdr', 'cmdrs', 'cdr', 'cmdt', 'cmd'],
  ...['ens', 'lieut', 'lcpl', 'gnr', 'bdr', 'cwo', 'mgen', 'ltgen', 'bgen', 'ltcol', 'ltjg', 'mcpo', 'cpo', 'tsgt'],
  ...['ssgt', 'msgt', 'gysgt', 'marsh', 'comdr', 'sqn', 'rtd'],
];

/** Police and judicial ranks before a name. Source: AP Stylebook, "titles", "police department". */
export const POLICE_RANKS: readonly string[] = ['det', 'ofc', 'supt', 'insp', 'dets', 'ptl', 'cst'];
