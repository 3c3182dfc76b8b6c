import { useEffect, useRef } from 'react';

import { useSettings } from './use-settings.js';

/** What each key does, by `KeyboardEvent.key`. */
export type KeyMap = Readonly<Record<string, () => void>>;

/**
 * Single-key shortcuts: not while something is typed, a dialog is open, a modifier is held, or they are turned off.
 */
export function useKeys(keys: KeyMap): void {
  const { shortcuts } = useSettings();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!shortcuts) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const action = latest.current[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || isTextInput(target);
}

const isTextInput = (element: HTMLElement): boolean =>
  element instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(element.type);
