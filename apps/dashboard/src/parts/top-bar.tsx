import type { JSX } from 'react';

import { changeSettings, useSettings } from '../hooks/use-settings.js';
import { hrefOf, sentencesHref, type Route } from '../model/route.js';

interface TopBarProps {
  readonly view: Route['view'];
  readonly onHelp: () => void;
}

const THEMES = ['system', 'light', 'dark'] as const;

/** The name, the views, and what holds for all of them. */
export function TopBar({ view, onHelp }: TopBarProps): JSX.Element {
  const { theme, paused } = useSettings();
  const links = [
    { name: 'Now', href: hrefOf({ view: 'now' }), isCurrent: view === 'now' },
    { name: 'Sentences', href: sentencesHref(), isCurrent: view === 'sentences' },
    { name: 'Articles', href: hrefOf({ view: 'articles' }), isCurrent: view === 'articles' || view === 'article' },
  ];
  return (
    <header className="top-bar">
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
          aria-pressed={paused}
          onClick={() => changeSettings({ paused: !paused })}
          className="pause"
        >
          <span aria-hidden="true">{paused ? '▶' : '❚❚'}</span> {paused ? 'Paused' : 'Pause'}
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
        <button type="button" onClick={onHelp} aria-label="Help and keyboard">
          ?
        </button>
      </div>
    </header>
  );
}
