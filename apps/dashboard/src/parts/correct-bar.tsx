import type { JSX } from 'react';

import { LABELS, type Label } from '../api/types.js';
import { correct } from '../hooks/use-corrections.js';
import type { Judged } from '../model/corrections.js';
import { labelClass, labelLetter, labelName } from './label-badge.js';

interface CorrectBarProps {
  readonly sentence: Judged;
  readonly reason?: string;
  /** Names the group where it is read out alone. */
  readonly name: string;
}

/** The three labels as buttons: one press says what the sentence is. The same label as the model's confirms it. */
export function CorrectBar({ sentence, reason, name }: CorrectBarProps): JSX.Element {
  return (
    <div className="correct-bar" role="group" aria-label={name}>
      {LABELS.map((label, nth) => (
        <button
          key={label}
          type="button"
          className={labelClass(label)}
          aria-pressed={sentence.corrected && sentence.label === label}
          aria-label={labelName(label)}
          title={`${labelName(label)} ( ${nth + 1} )`}
          onClick={() => void correct(sentence, label, reason)}
        >
          {labelLetter(label)}
        </button>
      ))}
    </div>
  );
}

/** Keys 1, 2 and 3 for a sentence; none where there is none. */
export function correctKeys(sentence: Judged | undefined, reason?: string): Readonly<Record<string, () => void>> {
  if (sentence === undefined) return {};
  const key = (label: Label) => (): void => void correct(sentence, label, reason);
  return Object.fromEntries(LABELS.map((label, nth) => [String(nth + 1), key(label)]));
}
