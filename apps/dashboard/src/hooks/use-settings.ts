import { useSyncExternalStore } from 'react';

/** What a person chose for this browser. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** IANA name of the zone that times are shown in; null: that of the machine. */
  readonly zone: string | null;
  /** Single-key shortcuts work (WCAG 2.1.4 wants a way to turn them off). */
  readonly shortcuts: boolean;
  /** Who corrects labels on this page, where no key says so. */
  readonly name: string;
  /** The page does not refresh by itself. Not kept: a page that was opened anew is live. */
  readonly paused: boolean;
}

const KEY = 'sitrep.settings';
const DEFAULTS: Settings = { theme: 'system', zone: null, shortcuts: true, name: '', paused: false };

let settings: Settings = stored();
const listeners = new Set<() => void>();

/** The name that corrections are made in. */
export const correctorName = (): string => settings.name;

/** Re-renders when a setting changes. */
export const useSettings = (): Settings => useSyncExternalStore(subscribe, () => settings);

/** Changes some settings and keeps them, where the browser lets us. */
export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  applyTheme();
  try {
    window.localStorage.setItem(KEY, JSON.stringify({ ...settings, paused: false }));
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Lets the style sheet know the theme. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = settings.theme;
}

/** The time zone that times are shown in. */
export function useZone(): string {
  return useSettings().zone ?? localZone;
}

/** The zone of the machine. */
export const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): Settings {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    const theme = kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system';
    const name = typeof kept.name === 'string' ? kept.name.slice(0, 200) : '';
    return { ...DEFAULTS, theme, zone: zoneOf(kept.zone), shortcuts: kept.shortcuts !== false, name };
  } catch {
    return DEFAULTS;
  }
}

/** What is no zone to this browser is none. */
function zoneOf(zone: unknown): string | null {
  if (typeof zone !== 'string') return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
