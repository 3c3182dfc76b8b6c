import type { JSX } from 'react';

import { useConnection } from '../api/connection.js';

/** Says that the API does not answer. It lies over the foot of the window, so that nothing moves when it comes or goes. */
export function ConnectionBanner(): JSX.Element {
  const { silentSince } = useConnection();
  return (
    <div className="banner-place" role="alert">
      {silentSince === undefined ? null : (
        <p className="banner">
          <span aria-hidden="true">◆</span> The store has not answered since{' '}
          {new Date(silentSince).toLocaleTimeString('en-GB')}. What you see is from before; the page keeps asking.
        </p>
      )}
    </div>
  );
}
