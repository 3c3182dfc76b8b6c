import { useEffect, useRef, useState, type FormEvent, type JSX } from 'react';

import { changeKey } from '../api/key.js';
import type { MyAccess } from '../hooks/use-access.js';
import { accessSentence } from '../model/access.js';

interface KeyDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly mine: MyAccess;
}

/** What may be done here, and where a key is entered or forgotten. */
export function KeyDialog({ open, onClose, mine: { hasKey, access, refusal } }: KeyDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isNone, setNone] = useState(false);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
  }, [open]);
  const enter = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('key');
    if (!(field instanceof HTMLInputElement)) return;
    const taken = changeKey(field.value.trim());
    setNone(!taken);
    if (taken) field.value = '';
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="key-title" className="help">
      <header>
        <h2 id="key-title">Key</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <p role="status">{refusal ?? accessSentence(access)}</p>
      <form className="key-form" onSubmit={enter}>
        <label htmlFor="key-field">{hasKey ? 'Another key' : 'Your key'}</label>
        <input
          id="key-field"
          name="key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          aria-describedby="key-hint"
          aria-invalid={isNone}
        />
        <button type="submit">Use it</button>
        {hasKey ? (
          <button type="button" onClick={() => changeKey(undefined)}>
            Forget it
          </button>
        ) : null}
      </form>
      <p id="key-hint" className="muted">
        {isNone ? 'This is no key. ' : ''}
        It is kept until this tab is closed. Keys are made with <code>npx sitrep key create</code>.
      </p>
    </dialog>
  );
}
