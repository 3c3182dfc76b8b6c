import type { JSX } from 'react';

import { changeSettings, localZone, useSettings, useZone } from '../hooks/use-settings.js';
import { zoneName } from '../model/format.js';

/** The time zone that holds for all times, and where to read on. */
export function PageFoot(): JSX.Element {
  const { utc } = useSettings();
  const zone = useZone();
  return (
    <footer className="page-foot">
      <p>
        Times in {zoneName(zone, new Date())}
        {localZone === 'UTC' ? null : (
          <>
            {' '}
            <button type="button" className="link" onClick={() => changeSettings({ utc: !utc })}>
              Show {utc ? zoneName(localZone, new Date()) : 'UTC'}
            </button>
          </>
        )}
      </p>
      <p>
        <a href="/docs">API</a>
      </p>
    </footer>
  );
}
