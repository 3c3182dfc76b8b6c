/** Words for made-up sentences, the most frequent first. Made-up words of the same shapes follow them. */
export const CONTENT_WORDS = `
government people military forces city officials president minister country war aid region troops security attack state
army report border talks agreement police killed civilians humanitarian ceasefire humanitarian peace leaders support
missile capital foreign refugees families hospital united council fighting injured village artillery food drone power
residents sanctions conflict defence water international negotiations diplomats strikes soldiers summit convoy meeting
crisis resolution ambassador offensive displaced weapons shelter operation treaty commander thousands children medical
relief shelling alliance delegation embassy bridge fuel airport positions evacuation brigade supplies mediation tank
parliament statement rockets winter camps pledge battalion front spokesman winter injured hostages prisoners exchange
corridor envoy visit warehouse frigate barracks armoured infantry vaccines malnutrition earthquake flooding grain ports`
  .trim()
  .split(/\s+/);

/** Words that full text search leaves out, the most frequent first. */
export const STOP_WORDS = `the of to and in a that for on was with by as at from had were are has have said be is it an
not which will their after they but who or this been its would more than also into over about`
  .trim()
  .split(/\s+/);

/** Parts of made-up words and names. */
export const SYLLABLES = `ka vo ran mi tel dor sha li be nok ur zen fa go rim ta lu pes har wi jo mak den si bra ol kut
ven ro ash pil gar`
  .trim()
  .split(/\s+/);
