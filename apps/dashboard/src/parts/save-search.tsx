import { ApiError } from '@sitrep/api-client';
import { useEffect, useRef, useState, type FormEvent, type JSX } from 'react';

import { changeSearch, saveSearch } from '../api/searches.js';
import { useZone } from '../hooks/use-settings.js';
import type { SavedSearch } from '../api/types.js';
import { plural } from '../model/format.js';
import { choicesOf, filterWords, searchIn } from '../model/saved-search.js';
import type { SentenceFilter } from '../model/sentence-filter.js';

interface SaveSearchProps {
  readonly filter: SentenceFilter;
  /** The one that is to be changed; left out, a new one is saved. */
  readonly changed?: SavedSearch | undefined;
  readonly canSave: boolean;
  readonly onKey: () => void;
  /** @param told what was done, in words */
  readonly onSaved: (told: string) => void;
  readonly onCancel: () => void;
}

/** Keeps the present filter under a name, with rules of when it gives alarm; or changes what is kept under one. */
export function SaveSearch(props: SaveSearchProps): JSX.Element {
  const { filter, changed, canSave, onKey, onSaved, onCancel } = props;
  const [failure, setFailure] = useState('');
  const zone = useZone();
  const name = useRef<HTMLInputElement>(null);
  const { count, silence, others } = choicesOf(changed?.rules ?? []);
  useEffect(() => {
    if (changed !== undefined) name.current?.focus();
  }, [changed]);
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const search = searchIn(new FormData(form), filter, others);
    try {
      await (changed === undefined ? saveSearch(search) : changeSearch(changed.id, search));
      form.reset();
      setFailure('');
      onSaved(`${changed === undefined ? 'Saved as' : 'Changed'} “${search.name}”.`);
    } catch (error) {
      setFailure(whyNot(error));
    }
  };
  return (
    <form className="save-search" aria-labelledby="save-search" onSubmit={(event) => void save(event)}>
      <h2 id="save-search">{changed === undefined ? 'Save this filter' : `Change “${changed.name}”`}</h2>
      <p className="muted">
        <bdi dir="auto">{filterWords(filter, zone)}</bdi>
      </p>
      {changed === undefined ? null : (
        <p className="small">It keeps the filter that is set above. Alarms of it that hold are over.</p>
      )}
      <label htmlFor="save-name">Name</label>
      <input
        ref={name}
        id="save-name"
        name="name"
        type="text"
        required
        maxLength={200}
        dir="auto"
        pattern=".*\S.*"
        defaultValue={changed?.name}
      />
      <fieldset>
        <legend>Give alarm</legend>
        <div className="check">
          <input id="save-count" name="count" type="checkbox" defaultChecked={count !== undefined} />
          <label htmlFor="save-count">when more than</label>
          <input
            name="moreThan"
            type="number"
            aria-label="Sentences"
            min={0}
            max={1_000_000}
            defaultValue={count?.moreThan ?? 50}
            required
          />
          are stored in
          <input
            name="withinMinutes"
            type="number"
            aria-label="Minutes"
            min={1}
            max={10_080}
            defaultValue={count?.withinMinutes ?? 60}
            required
          />
          minutes
        </div>
        <label className="check">
          <input name="silence" type="checkbox" defaultChecked={silence} />
          when none come though some usually do
        </label>
        {others.length === 0 ? null : (
          <p className="muted small">And {plural(others.length, 'more rule')}, kept as before.</p>
        )}
      </fieldset>
      <div className="act-buttons">
        <button type="submit" className="primary" disabled={!canSave}>
          {changed === undefined ? 'Save' : 'Change it'}
        </button>
        {changed === undefined ? null : (
          <button type="button" onClick={onCancel}>
            Leave it as it is
          </button>
        )}
        {canSave ? null : (
          <p>
            This needs an admin’s key.{' '}
            <button type="button" className="link" onClick={onKey}>
              Enter a key
            </button>
          </p>
        )}
      </div>
      <p role="alert" className="warn">
        {failure}
      </p>
    </form>
  );
}

function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return `Not saved. ${String(error)}`;
  const { detail = '', errors = [] } = error.problem;
  return ['Not saved.', detail, ...errors.map((part) => part.detail)].filter((words) => words !== '').join(' ');
}
