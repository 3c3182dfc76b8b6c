import type { JSX, MouseEvent } from 'react';

import type { MyAccess } from '../hooks/use-access.js';
import { changeSettings, useSettings } from '../hooks/use-settings.js';
import { accessWord } from '../model/access.js';
import { OPEN_LETTERS } from '../model/letter-route.js';
import {
  articlesHref,
  compareHref,
  hrefOf,
  lettersHref,
  sentencesHref,
  timelineHref,
  type Route,
} from '../model/route.js';

interface TopBarProps {
  readonly route: Route;
  readonly mine: MyAccess;
  readonly onKey: () => void;
  readonly onHelp: () => void;
}

const THEMES = ['system', 'light', 'dark'] as const;

/** The name, the views, and what holds for all of them. */
export function TopBar({ route, mine, onKey, onHelp }: TopBarProps): JSX.Element {
  const { view } = route;
  const { theme, paused } = useSettings();
  const links = [
    { name: 'Now', href: hrefOf({ view: 'now' }), isCurrent: view === 'now' },
    { name: 'Timeline', href: timelineHref(), isCurrent: view === 'timeline' },
    { name: 'Sentences', href: sentencesHref(), isCurrent: view === 'sentences' },
    { name: 'Articles', href: articlesHref(), isCurrent: view === 'articles' || view === 'article' },
    { name: 'Sources', href: hrefOf({ view: 'sources', days: 7 }), isCurrent: view === 'sources' },
    { name: 'Compare', href: compareHref({}, {}), isCurrent: view === 'compare' },
    { name: 'Quality', href: hrefOf({ view: 'quality' }), isCurrent: view === 'quality' },
    { name: 'Pipeline', href: hrefOf({ view: 'pipeline' }), isCurrent: view === 'pipeline' },
    {
      name: 'Dead letters',
      href: lettersHref(OPEN_LETTERS),
      isCurrent: view === 'dead-letters' || view === 'dead-letter',
    },
    { name: 'Paste', href: hrefOf({ view: 'paste', sample: false }), isCurrent: view === 'paste' },
  ];
  return (
    <header className="top-bar">
      <a className="skip" href={hrefOf(route)} onClick={skipToMain}>
        Skip to the content
      </a>
      <a className="brand" href="#/">
        Sitrep
      </a>
      <nav aria-label="Views">
        {links.map(({ name, href, isCurrent }) => (
          <a key={name} href={href} aria-current={isCurrent ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <div className="top-tools">
        <button
          type="button"
          aria-label={paused ? 'Paused' : 'Pause'}
          aria-pressed={paused}
          onClick={() => changeSettings({ paused: !paused })}
          className="pause"
        >
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d={paused ? 'M1 0 10 5 1 10z' : 'M1 0h3v10H1zM6 0h3v10H6z'} />
          </svg>
          <span>{paused ? 'Paused' : 'Pause'}</span>
        </button>
        <label>
          <span className="sr-only">Theme</span>
          <select
            value={theme}
            onChange={({ target }) =>
              changeSettings({ theme: THEMES.find((known) => known === target.value) ?? 'system' })
            }
          >
            <option value="system">Auto</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
        <button type="button" onClick={onKey} className={mine.refusal === undefined ? 'key' : 'key refused'}>
          {accessWord(mine.access, mine.refusal !== undefined)}
        </button>
        <button type="button" onClick={onHelp} aria-label="Help and keyboard">
          ?
        </button>
      </div>
    </header>
  );
}

function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
