import { useEffect, useRef, useState, type FormEvent, type JSX } from 'react';
import { ApiError } from '@sitrep/api-client';

/** What can be done to dead letters. */
export type Act = 'replay' | 'discard';

interface ActDialogProps {
  readonly act: Act;
  /** What it is done to, for people. */
  readonly what: string;
  /** There is nothing that it could be done to. */
  readonly isIdle?: boolean;
  readonly onAct: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

const WORDS: Readonly<Record<Act, { readonly title: string; readonly hint: string; readonly button: string }>> = {
  replay: {
    title: 'Send again',
    hint: 'It goes to its own topic, under its own key. Rejected again, it comes back here.',
    button: 'Send again',
  },
  discard: {
    title: 'Discard',
    hint: 'It is let go. Its bytes are kept, and it still counts as dead-lettered in the ledger.',
    button: 'Discard',
  },
};

/** Asks for a reason before something is done. Opens at once; closed by Escape, or when it is done. */
export function ActDialog({ act, what, isIdle = false, onAct, onClose }: ActDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { title, hint, button } = WORDS[act];
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem('reason');
    if (!(field instanceof HTMLTextAreaElement) || field.value.trim() === '' || isBusy) return;
    setBusy(true);
    try {
      await onAct(field.value.trim());
      dialog.current?.close();
    } catch (error) {
      setFailure(error instanceof ApiError && error.detail !== '' ? error.detail : String(error));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="act-title" className="help">
      <header>
        <h2 id="act-title">{title}</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <form className="act-form" onSubmit={(event) => void send(event)}>
        <p>
          <bdi dir="auto">{what}</bdi>
        </p>
        <p className="muted">{hint}</p>
        <label htmlFor="act-reason">Why? It is kept for ever, with your name.</label>
        <textarea id="act-reason" name="reason" rows={3} maxLength={2000} required dir="auto" />
        <p role="alert" className="warn">
          {failure}
        </p>
        <div className="act-buttons">
          <button type="submit" className="primary" disabled={isBusy || isIdle}>
            {button}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
