import type { JSX } from 'react';

import { retryNow, useConnection } from '../api/connection.js';
import { useZone } from '../hooks/use-settings.js';
import { timeOfDay } from '../model/format.js';

/** Says that the API does not answer. It lies over the foot of the window, so that nothing moves when it comes or goes. */
export function ConnectionBanner(): JSX.Element {
  const { silentSince } = useConnection();
  const zone = useZone();
  return (
    <div className="banner-place" role="alert">
      {silentSince === undefined ? null : (
        <p className="banner">
          <span aria-hidden="true">◆</span>
          <span>
            The store has not answered since {timeOfDay(silentSince, zone)}. What you see is from before; the page keeps
            asking.
          </span>
          <button type="button" onClick={retryNow}>
            Ask now
          </button>
        </p>
      )}
    </div>
  );
}
