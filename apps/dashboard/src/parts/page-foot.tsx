import type { JSX } from 'react';

import { ZoneSelect } from './zone-select.js';

/** The time zone that holds for all times, and where to read on. */
export function PageFoot(): JSX.Element {
  return (
    <footer className="page-foot">
      <ZoneSelect label="Times in" />
      <p>
        <a href="/docs">API</a>
      </p>
    </footer>
  );
}
