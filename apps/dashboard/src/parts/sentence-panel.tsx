import { useState, type JSX } from 'react';

import { LABELS, type ArticleSentence, type Evidence } from '../api/types.js';
import { correctKeys, CorrectBar } from './correct-bar.js';
import { SentenceLabels } from './sentence-labels.js';
import { useKeys } from '../hooks/use-keys.js';
import { useMayCorrect } from '../hooks/use-may-correct.js';
import { changeSettings, useSettings } from '../hooks/use-settings.js';
import { percent, signed } from '../model/format.js';
import { Bar, ReviewMark } from './confidence.js';
import { EvidenceText } from './evidence-text.js';
import { LabelBadge, labelClass, labelName } from './label-badge.js';
import { When } from './when.js';

interface SentencePanelProps {
  readonly sentence: ArticleSentence;
  readonly count: number;
  readonly onWalk: (by: number) => void;
  readonly onClose: () => void;
}

/** All that is known of one sentence: label, scores, why, model, place. */
export function SentencePanel({ sentence, count, onWalk, onClose }: SentencePanelProps): JSX.Element {
  const { index, label, confidence, needsReview, text, evidence } = sentence;
  return (
    <>
      <header className="panel-head">
        <h2>
          Sentence {index + 1} <span className="muted">of {count}</span>
        </h2>
        <button type="button" onClick={() => onWalk(-1)} aria-label="Sentence before" disabled={index === 0}>
          ↑
        </button>
        <button type="button" onClick={() => onWalk(1)} aria-label="Sentence after" disabled={index + 1 >= count}>
          ↓
        </button>
        <button type="button" onClick={onClose} aria-label="Close">
          ×
        </button>
      </header>
      <p className="verdict">
        <LabelBadge label={label} named />
        {confidence === null ? null : <strong>{percent(confidence)} sure</strong>}
        {needsReview === true ? (
          <span>
            <ReviewMark /> <span aria-hidden="true">needs review</span>
          </span>
        ) : null}
        {sentence.corrected ? <span>corrected by a person</span> : null}
      </p>
      <blockquote dir="auto">
        <EvidenceText text={text} evidence={evidence} />
      </blockquote>
      <Judgement key={sentence.sentenceId} sentence={sentence} />
      <Scores sentence={sentence} />
      <Why evidence={evidence} />
      <SentenceLabels sentence={sentence} />
      <Facts sentence={sentence} />
    </>
  );
}

/** What a person says: one press, or one key; who says so and why may be said besides. */
function Judgement({ sentence }: { readonly sentence: ArticleSentence }): JSX.Element | null {
  const mayCorrect = useMayCorrect();
  const [reason, setReason] = useState('');
  const { name } = useSettings();
  useKeys(correctKeys(mayCorrect ? sentence : undefined, reason));
  if (!mayCorrect) return null;
  return (
    <section className="judgement">
      <h3>Say what it is</h3>
      <CorrectBar sentence={sentence} reason={reason} name="Say what this sentence is" />
      <details className="small">
        <summary>
          as <bdi>{name.trim() === '' ? 'the page' : name}</bdi>
        </summary>
        <label>
          Your name
          <input value={name} maxLength={200} onChange={({ target }) => changeSettings({ name: target.value })} />
        </label>
        <label>
          Because
          <input
            value={reason}
            maxLength={2_000}
            placeholder="Confirmed or corrected on the page"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      </details>
    </section>
  );
}

function Scores({ sentence: { scores, none } }: { readonly sentence: ArticleSentence }): JSX.Element | null {
  if (scores === null) return null;
  return (
    <section>
      <h3>Scores</h3>
      <ul className="scores">
        {LABELS.map((label) => (
          <li key={label} className={labelClass(label)}>
            <span>{labelName(label)}</span>
            <Bar value={scores[label]} kind={labelClass(label)} />
            <span className="number">{percent(scores[label])}</span>
          </li>
        ))}
        {none === null ? null : (
          <li>
            <span>Unlike conflict news</span>
            <Bar value={none} />
            <span className="number">{percent(none)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Why({ evidence }: { readonly evidence: readonly Evidence[] }): JSX.Element {
  const heaviest = Math.max(...evidence.map(({ weight }) => Math.abs(weight)), Number.MIN_VALUE);
  return (
    <section>
      <h3>Why</h3>
      {evidence.length === 0 ? <p className="muted">No single word decided.</p> : null}
      <ul className="why">
        {evidence.map(({ text, start, weight }) => (
          <li key={`${start} ${text}`}>
            <bdi dir="auto">
              <mark className={weight < 0 ? 'against' : 'for'}>{text}</mark>
            </bdi>
            <Bar value={Math.abs(weight) / heaviest} kind={weight < 0 ? 'minus' : 'plus'} />
            <span className="number">
              {signed(weight)}
              <span className="sr-only">{weight < 0 ? ' against' : ' for'}</span>
            </span>
          </li>
        ))}
      </ul>
      {evidence.length > 0 ? <p className="muted small">+ speaks for the label, − against it.</p> : null}
    </section>
  );
}

function Facts({ sentence }: { readonly sentence: ArticleSentence }): JSX.Element {
  return (
    <section>
      <h3>Facts</h3>
      <dl className="facts">
        <dt>Offsets</dt>
        <dd className="number">
          {sentence.start}–{sentence.end}
          {sentence.overlong ? ' (overlong: a boundary was probably missed)' : ''}
        </dd>
        <dt>Model</dt>
        <dd>
          <code>{sentence.modelVersion ?? '–'}</code>
        </dd>
        <dt>Labelled</dt>
        <dd>
          <When at={sentence.labelledAt} />
        </dd>
        <dt>Id</dt>
        <dd>
          <code>{sentence.sentenceId}</code>
        </dd>
      </dl>
    </section>
  );
}
