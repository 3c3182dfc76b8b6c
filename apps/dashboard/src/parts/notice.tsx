import { ApiError } from '@sitrep/api-client';
import type { JSX, ReactNode } from 'react';

import { hrefOf } from '../model/route.js';

/** What stands where a view has nothing to show yet. */
export function Loading({ what }: { readonly what: string }): JSX.Element {
  return (
    <p className="notice loading" role="status">
      Loading {what} …
    </p>
  );
}

/** What went wrong, in the API's own words, and a way to ask again. */
export function Failed({ error, reload }: { readonly error: Error; readonly reload: () => void }): JSX.Element {
  return (
    <div className="notice failed" role="alert">
      <h2>{error.message}</h2>
      {error instanceof ApiError && error.detail !== '' ? <p>{error.detail}</p> : null}
      <button type="button" onClick={reload}>
        Try again
      </button>
    </div>
  );
}

/** A sentence in the place of a list without items. */
export function Nothing({ children }: { readonly children: ReactNode }): JSX.Element {
  return <div className="notice">{children}</div>;
}

/** What a new installation shows: how the first article gets in. */
export function FirstSteps(): JSX.Element {
  return (
    <section className="notice first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">No article has come in yet</h2>
      <p>
        <a href={hrefOf({ view: 'paste', sample: true })}>Try it with the sample article</a>, or{' '}
        <a href={hrefOf({ view: 'paste', sample: false })}>paste one of your own</a>; its sentences come out labelled
        within seconds.
      </p>
      <p>Or feed one from a terminal, in the folder of the project:</p>
      <pre tabIndex={0}>
        <code>npx sitrep feed FILE</code>
      </pre>
      <p>
        <code>FILE</code> is plain text, JSON or NDJSON; a folder, or <code>-</code> for standard input, will do as
        well. Or write to the Kafka topic <code>news.article.submitted.v1</code> yourself:{' '}
        <code>docs/asyncapi.yaml</code> says what an article may look like.
      </p>
      <p>
        Read on in <code>README.md</code> and <code>docs/architecture.md</code>; the API is described at{' '}
        <a href="/docs">/docs</a>.
      </p>
    </section>
  );
}
