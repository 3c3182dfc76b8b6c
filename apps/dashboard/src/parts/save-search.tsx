import { ApiError } from '@sitrep/api-client';
import { useState, type FormEvent, type JSX } from 'react';

import { saveSearch } from '../api/searches.js';
import { filterWords, searchIn } from '../model/saved-search.js';
import type { SentenceFilter } from '../model/sentence-filter.js';

interface SaveSearchProps {
  readonly filter: SentenceFilter;
  readonly canSave: boolean;
  readonly onKey: () => void;
  readonly onSaved: () => void;
}

interface Said {
  readonly text: string;
  readonly failed: boolean;
}

/** Keeps the present filter under a name, with rules of when it gives alarm. */
export function SaveSearch({ filter, canSave, onKey, onSaved }: SaveSearchProps): JSX.Element {
  const [said, setSaid] = useState<Said>({ text: '', failed: false });
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const search = searchIn(new FormData(form), filter);
    try {
      await saveSearch(search);
      form.reset();
      setSaid({ text: `Saved as “${search.name}”.`, failed: false });
      onSaved();
    } catch (error) {
      setSaid({ text: whyNot(error), failed: true });
    }
  };
  return (
    <form className="save-search" aria-labelledby="save-search" onSubmit={(event) => void save(event)}>
      <h2 id="save-search">Save this filter</h2>
      <p className="muted">
        <bdi dir="auto">{filterWords(filter)}</bdi>
      </p>
      <label htmlFor="save-name">Name</label>
      <input id="save-name" name="name" type="text" required maxLength={200} dir="auto" pattern=".*\S.*" />
      <fieldset>
        <legend>Give alarm</legend>
        <div className="check">
          <input id="save-count" name="count" type="checkbox" />
          <label htmlFor="save-count">when more than</label>
          <input
            name="moreThan"
            type="number"
            aria-label="Sentences"
            min={0}
            max={1_000_000}
            defaultValue={50}
            required
          />
          are stored in
          <input
            name="withinMinutes"
            type="number"
            aria-label="Minutes"
            min={1}
            max={10_080}
            defaultValue={60}
            required
          />
          minutes
        </div>
        <label className="check">
          <input name="silence" type="checkbox" />
          when none come though some usually do
        </label>
      </fieldset>
      <div className="act-buttons">
        <button type="submit" className="primary" disabled={!canSave}>
          Save
        </button>
        {canSave ? null : (
          <p>
            This needs an admin’s key.{' '}
            <button type="button" className="link" onClick={onKey}>
              Enter a key
            </button>
          </p>
        )}
      </div>
      <p role="status" className={said.failed ? 'warn' : 'muted'}>
        {said.text}
      </p>
    </form>
  );
}

function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return `Not saved. ${String(error)}`;
  const { detail = '', errors = [] } = error.problem;
  return ['Not saved.', detail, ...errors.map((part) => part.detail)].filter((words) => words !== '').join(' ');
}
