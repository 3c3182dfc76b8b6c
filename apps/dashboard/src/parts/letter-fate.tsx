import { ApiError } from '@sitrep/api-client';
import type { JSX } from 'react';

import type { DeadLetterFate } from '../api/types.js';
import { plural } from '../model/format.js';

/** What would become of a letter, or why that cannot be said. */
export function Fate({ fate }: { readonly fate: DeadLetterFate | Error }): JSX.Element {
  if (fate instanceof Error) {
    return <p className="warn">{fate instanceof ApiError && fate.detail !== '' ? fate.detail : fate.message}</p>;
  }
  return (
    <div className={`fate ${fate.kind === 'rejected' || fate.kind === 'unknown-topic' ? 'bad' : 'good'}`}>
      <Told fate={fate} />
    </div>
  );
}

function Told({ fate }: { readonly fate: DeadLetterFate }): JSX.Element {
  if (fate.kind === 'rejected') {
    return (
      <>
        <h3>It would be rejected again</h3>
        <p>
          {fate.code}: <bdi dir="auto">{fate.message}</bdi>
        </p>
      </>
    );
  }
  if (fate.kind === 'unknown-topic') return <h3>No stage takes records of this topic</h3>;
  if (fate.kind === 'outcome') return <h3>It would be taken</h3>;
  if (fate.kind === 'retraction') {
    return (
      <h3>
        It would retract the article <bdi dir="auto">{fate.articleId}</bdi>
      </h3>
    );
  }
  if (fate.kind === 'sentence') {
    return (
      <>
        <h3>It would go on as sentence {fate.index + 1}</h3>
        <p>
          <bdi dir="auto">{fate.text}</bdi>
        </p>
      </>
    );
  }
  return (
    <>
      <h3>
        It would be split into {plural(fate.sentenceCount, 'sentence')}: <bdi dir="auto">{fate.articleId}</bdi>
      </h3>
      <ol>
        {fate.sentences.map(({ start, text }) => (
          <li key={start}>
            <bdi dir="auto">{text}</bdi>
          </li>
        ))}
      </ol>
    </>
  );
}
