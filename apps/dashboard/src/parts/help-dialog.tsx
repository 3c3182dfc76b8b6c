import { useEffect, useRef, type JSX } from 'react';

import { LABELS, type Label } from '../api/types.js';
import { changeSettings, useSettings } from '../hooks/use-settings.js';
import { LabelBadge } from './label-badge.js';

const KEYS = [
  ['n  t  s  a', 'Now, Timeline, Sentences, Articles'],
  ['c  q', 'Compare, Quality'],
  ['p  d  v', 'Pipeline, Dead letters, Paste an article'],
  ['/', 'Search what is shown, or all sentences'],
  ['Ctrl+k', 'The same, from any field'],
  ['j  k', 'Next and previous sentence'],
  ['o', 'Open the sentence in its article'],
  ['e', 'Underline the words that decided'],
  ['1  2  3', 'Say that it is military, diplomatic, humanitarian'],
  ['z', 'Take back what was said last'],
  ['r', 'Only what needs a review'],
  ['u', 'From an article back to where you were'],
  ['Esc', 'Leave the field, close what is open'],
  ['?', 'This help'],
] as const;

/** As docs/codebook.md has it. */
const MEANINGS: Readonly<Record<Label, string>> = {
  military: 'armed force: used, threatened, built up, moved, supplied or held',
  diplomatic: 'what political actors say, want, agree, refuse or do about one another without force',
  humanitarian: 'what happens to people who do not fight, and help to them',
};

/** What the keys do, and what labels and marks mean. Shortcuts can be turned off here. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const { shortcuts } = useSettings();
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="help-title" className="help">
      <header>
        <h2 id="help-title">Help</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <h3>Keyboard</h3>
      <dl className="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              {keys.split('  ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={shortcuts}
          onChange={({ target }) => changeSettings({ shortcuts: target.checked })}
        />
        Single-key shortcuts
      </label>
      <h3>Labels: what a sentence chiefly reports</h3>
      <dl className="keys">
        {LABELS.map((label) => (
          <div key={label}>
            <dt>
              <LabelBadge label={label} named />
            </dt>
            <dd>{MEANINGS[label]}</dd>
          </div>
        ))}
      </dl>
      <h3>Marks</h3>
      <p>
        A <b>?</b> says that the model is unsure. <mark className="for">A straight line</mark> is under a word that
        speaks for the label, <mark className="against">a wavy line</mark> under one that speaks against it.
      </p>
    </dialog>
  );
}
