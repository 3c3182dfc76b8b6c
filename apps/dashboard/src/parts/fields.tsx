import { useEffect, useState, type JSX, type ReactNode } from 'react';

import type { Facets } from '../api/types.js';
import { useZone } from '../hooks/use-settings.js';
import { dayOf, lastDayOf, momentsOf } from '../model/day.js';
import { count } from '../model/format.js';
import type { SentenceFilter, withParts } from '../model/sentence-filter.js';

/** Changes parts of a filter. */
export type ChangeParts = (parts: Parameters<typeof withParts>[1]) => void;

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoice: (value: string) => void;
  readonly children: ReactNode;
}

/** One of several, with its name above. */
export function Choice({ label, value, onChoice, children }: ChoiceProps): JSX.Element {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChoice(target.value)}>
        {children}
      </select>
    </label>
  );
}

interface ValuesProps {
  readonly values: Facets['sources'] | undefined;
  readonly chosen: string | undefined;
  /** What stands for none of them. */
  readonly any?: string;
}

/** Any, the ones there are most of with how many, and the chosen one in any case. */
export function Values({ values = [], chosen, any = 'Any' }: ValuesProps): JSX.Element {
  const known = values.filter((each): each is { value: string; count: number } => each.value !== null);
  const isAmong = chosen === undefined || known.some(({ value }) => value === chosen);
  return (
    <>
      <option value="">{any}</option>
      {isAmong ? null : <option value={chosen}>{chosen}</option>}
      {known.map(({ value, count: number }) => (
        <option key={value} value={value}>
          {value} ({count(number)})
        </option>
      ))}
    </>
  );
}

interface DaysProps {
  readonly filter: SentenceFilter;
  readonly change: ChangeParts;
}

/** A span of days of the zone that the page shows, both of them included. */
export function Days({ filter, change }: DaysProps): JSX.Element {
  const zone = useZone();
  const { from, to } = filter;
  return (
    <>
      <Day
        label="First day"
        day={from === undefined ? '' : dayOf(from, zone)}
        onDay={(day) => change({ from: day === '' ? undefined : momentsOf(day, zone).from })}
      />
      <Day
        label="Last day"
        day={to === undefined ? '' : lastDayOf(to, zone)}
        onDay={(day) => change({ to: day === '' ? undefined : momentsOf(day, zone).to })}
      />
    </>
  );
}

interface DayProps {
  readonly label: string;
  readonly day: string;
  readonly onDay: (day: string) => void;
}

/** Told once it is a day of our times: while its year is typed it is one of the year 2, 20 and 202. */
function Day({ label, day, onDay }: DayProps): JSX.Element {
  const [draft, setDraft] = useState(day);
  useEffect(() => setDraft(day), [day]);
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={draft}
        min="1450-01-01"
        max="2199-12-31"
        onChange={({ target }) => {
          setDraft(target.value);
          if (target.validity.valid) onDay(target.value);
        }}
      />
    </label>
  );
}
