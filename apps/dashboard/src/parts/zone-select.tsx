import type { JSX } from 'react';

import { changeSettings, localZone, useSettings, useZone } from '../hooks/use-settings.js';
import { zoneName } from '../model/format.js';

const ZONES = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');

/** Chooses the time zone of the whole page. */
export function ZoneSelect({ label }: { readonly label: string }): JSX.Element {
  const { zone: chosen } = useSettings();
  const zone = useZone();
  const now = new Date();
  return (
    <label className="zone">
      {label}{' '}
      <select value={chosen ?? ''} onChange={({ target }) => changeSettings({ zone: target.value || null })}>
        <option value="">{zoneName(localZone, now)} (here)</option>
        {localZone === 'UTC' ? null : <option value="UTC">UTC</option>}
        <optgroup label="All zones">
          {ZONES.map((name) => (
            <option key={name} value={name}>
              {name === zone ? zoneName(name, now) : name.replaceAll('_', ' ')}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
