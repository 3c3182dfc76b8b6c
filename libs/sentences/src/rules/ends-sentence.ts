import type { Candidate } from '../candidate.js';
import { CASELESS, DIGIT, LOWER, UPPER, isAt } from '../character-classes.js';
import { endsAtAbbreviation } from './abbreviation.js';
import { endsAtEllipsis } from './ellipsis.js';
import { startsInLowerCase } from './lower-case.js';
import { isMarkedName } from './marked-names.js';
import { lacksSpace } from './missing-space.js';
import { isAttributed } from './quotations.js';

/** What a sentence may begin with, besides signs such as $ and #. */
const STARTS = UPPER | CASELESS | DIGIT;
const SIGNS = '$#@*£€¥₹+<&';
const FIRST_NON_ASCII = 128;

/** Whether a sentence ends at a candidate. Every rule is asked from here. */
export function endsSentence(candidate: Candidate): boolean {
  if (candidate.atTextEnd || candidate.plainStop) return true;
  if (candidate.carriesEnding || candidate.isBracketedOmission) return false;
  if (candidate.adjoinsNext) return lacksSpace(candidate);
  if (candidate.endsLine) return true;
  if (candidate.nextClass & LOWER) return startsInLowerCase(candidate);
  if (candidate.exclaims) return endsAtExclamation(candidate);
  if (candidate.omits) return endsAtEllipsis(candidate);
  return mayStart(candidate) && endsAtAbbreviation(candidate);
}

function endsAtExclamation(candidate: Candidate): boolean {
  return mayStart(candidate) && !isAttributed(candidate) && !isMarkedName(candidate) && !isDated(candidate);
}

/** “Viva Maria! (1965)”: the mark belongs to a title. */
function isDated({ text, nextAt, startAt, opens }: Candidate): boolean {
  return opens && text.charAt(nextAt) === '(' && isAt(text, startAt, DIGIT);
}

function mayStart(candidate: Candidate): boolean {
  if (candidate.opens || candidate.dashes || candidate.nextClass & STARTS) return true;
  const unit = candidate.text.charCodeAt(candidate.startAt);
  return unit >= FIRST_NON_ASCII || SIGNS.includes(String.fromCharCode(unit));
}
