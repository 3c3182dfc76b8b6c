import { useState, type JSX } from 'react';

import { discardLetter, getLetter, replayLetter, tryLetter } from '../api/dead-letters.js';
import type { DeadLetter, DeadLetterFate } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { OPEN_LETTERS, type LetterPlace } from '../model/letter-route.js';
import { articleHref, letterHref, lettersHref } from '../model/route.js';
import { ActDialog, type Act } from '../parts/act-dialog.js';
import { Fate } from '../parts/letter-fate.js';
import { LetterHistory } from '../parts/letter-history.js';
import { LetterStatusMark } from '../parts/letter-status.js';
import { LetterValue } from '../parts/letter-value.js';
import { Failed, Loading } from '../parts/notice.js';
import { When } from '../parts/when.js';

interface DeadLetterProps {
  readonly place: LetterPlace;
  readonly canAct: boolean;
  /** Asks for a key. */
  readonly onKey: () => void;
}

/** One record that could not be taken: why, its bytes, what was done about it, and what can be. */
export function DeadLetterView({ place, canAct, onKey }: DeadLetterProps): JSX.Element {
  const { value: letter, error, reload } = useResource(letterHref(place), (signal) => getLetter(place, signal));
  return (
    <>
      <header className="letter-title">
        <p className="back">
          <a href={lettersHref(OPEN_LETTERS)}>← Dead letters</a>
        </p>
        <h1 tabIndex={-1}>{letter === undefined ? 'Dead letter' : letter.code}</h1>
        {letter === undefined ? null : (
          <p className="letter-why">
            <bdi dir="auto">{letter.message}</bdi>
          </p>
        )}
      </header>
      {error !== undefined && letter === undefined ? <Failed error={error} reload={reload} /> : null}
      {letter === undefined && error === undefined ? <Loading what="the letter" /> : null}
      {letter === undefined ? null : (
        <>
          <Facts letter={letter} />
          <Work letter={letter} canAct={canAct} onKey={onKey} onActed={reload} />
          <LetterHistory letter={letter} />
        </>
      )}
    </>
  );
}

function Facts({ letter }: { readonly letter: DeadLetter }): JSX.Element {
  const { topic, partition, offset, articleId, sentenceId, stored, stage, serviceVersion, consumerGroup } = letter;
  return (
    <dl className="facts letter-facts">
      <dt>State</dt>
      <dd>
        <LetterStatusMark letter={letter} />
        {stored === true ? ', and its sentence is stored' : null}
      </dd>
      <dt>Came</dt>
      <dd>
        <When at={letter.at} />
      </dd>
      <dt>From</dt>
      <dd>
        {topic}, partition {partition}, offset {offset}
      </dd>
      <dt>Rejected by</dt>
      <dd>
        {[stage, serviceVersion, consumerGroup].filter((each) => each !== null).join(', ') || 'nobody who says so'}
      </dd>
      {articleId === null ? null : (
        <>
          <dt>About</dt>
          <dd>
            <a href={articleHref(articleId)}>
              <bdi dir="auto">{articleId}</bdi>
            </a>
            {sentenceId === null ? null : <span className="muted"> sentence {sentenceId}</span>}
          </dd>
        </>
      )}
      <dt>Key</dt>
      <dd>
        <code dir="auto">{letter.key === null ? 'none' : (letter.key.text ?? `${letter.key.base64} (base64)`)}</code>
      </dd>
      <dt>Headers</dt>
      <dd>
        {letter.headers.length === 0 ? 'none' : null}
        <ul>
          {letter.headers.map(({ name, text, base64 }, nth) => (
            <li key={nth}>
              <code dir="auto">
                {name}: {text ?? `${base64} (base64)`}
              </code>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

interface WorkProps {
  readonly letter: DeadLetter;
  readonly canAct: boolean;
  readonly onKey: () => void;
  readonly onActed: () => void;
}

/** The value, as it is or edited, and what can be done with it. */
function Work({ letter, canAct, onKey, onActed }: WorkProps): JSX.Element {
  const shown = letter.edit ?? letter.value;
  const own = shown?.truncated === true ? null : (shown?.text ?? null);
  const [edited, setEdited] = useState<string>();
  const [fate, setFate] = useState<DeadLetterFate | Error>();
  const [act, setAct] = useState<Act>();
  const change = (text: string | undefined): void => {
    setEdited(text);
    setFate(undefined);
  };
  // What was sent last in the place of its own value is sent as it is shown, though nobody changed it now.
  const text = edited ?? (letter.edit === null ? undefined : (own ?? undefined));
  const attempt = async (): Promise<void> => {
    try {
      setFate(await tryLetter(letter, text));
    } catch (error) {
      setFate(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <>
      <LetterValue letter={letter} own={own} edited={edited} onEdit={letter.canReplay && canAct ? change : undefined} />
      <section className="letter-work" aria-label="What to do">
        <div className="act-buttons">
          <button type="button" onClick={() => void attempt()} disabled={!canAct}>
            Try
          </button>
          <button type="button" onClick={() => setAct('replay')} disabled={!canAct || !letter.canReplay}>
            Send again …
          </button>
          <button type="button" onClick={() => setAct('discard')} disabled={!canAct || letter.status !== 'open'}>
            Discard …
          </button>
          <p className="muted">{hintOf(letter)}</p>
        </div>
        {canAct ? null : (
          <p>
            Whoever is an admin may do this.{' '}
            <button type="button" className="link" onClick={onKey}>
              Enter a key
            </button>
          </p>
        )}
        <div role="status">{fate === undefined ? null : <Fate fate={fate} />}</div>
      </section>
      {act === undefined ? null : (
        <ActDialog
          act={act}
          what={`${letter.code}: ${letter.articleId ?? 'nothing that can be read'}${text === undefined || act === 'discard' ? '' : ', edited'}`}
          onClose={() => setAct(undefined)}
          onAct={async (reason) => {
            await (act === 'replay' ? replayLetter(letter, reason, text) : discardLetter(letter, reason));
            change(undefined);
            onActed();
          }}
        />
      )}
    </>
  );
}

function hintOf({ canReplay, status }: DeadLetter): string {
  if (status === 'replayed') return 'It was sent again. Should it be rejected once more, it is open again.';
  if (status === 'discarded') return 'It was let go.';
  return canReplay ? 'Try says what would become of it now, and sends nothing.' : 'It may not be sent again.';
}
