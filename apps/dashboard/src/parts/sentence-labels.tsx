import type { JSX } from 'react';

import { getSentence } from '../api/quality.js';
import type { ArticleSentence } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { percent } from '../model/format.js';
import { LabelBadge, labelName } from './label-badge.js';
import { When } from './when.js';

/** What every model says of a sentence, and what people have said. */
export function SentenceLabels({ sentence }: { readonly sentence: ArticleSentence }): JSX.Element {
  const { sentenceId, label, corrected } = sentence;
  // The key has the verdict in it: a correction is asked for at once.
  const detail = useResource(`sentence ${sentenceId} ${label} ${corrected}`, (signal) =>
    getSentence(sentenceId, signal),
  );
  if (detail.value === undefined) return <p className="muted small">{detail.error?.message ?? 'Loading …'}</p>;
  const { labels, corrections, modelVersion } = detail.value;
  return (
    <>
      <section>
        <h3>Models</h3>
        <ul className="models-said">
          {labels.map((one) => (
            <li key={one.modelVersion}>
              <LabelBadge label={one.label} named />
              <span className="number">{percent(one.confidence)}</span>
              <code title={one.modelVersion}>{shortVersion(one.modelVersion)}</code>
              <span className="muted small">{stateOf(one, modelVersion)}</span>
            </li>
          ))}
        </ul>
      </section>
      {corrections.length === 0 ? null : (
        <section>
          <h3>People</h3>
          <ul className="people-said">
            {corrections.map((one) => (
              <li key={one.number}>
                <b>{one.label === null ? 'Taken back' : labelName(one.label)}</b> by <bdi>{one.by}</bdi>{' '}
                <span className="muted small">
                  <When at={one.at} />
                </span>
                <br />
                <span className="small" dir="auto">
                  {one.reason}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The last characters tell versions apart. */
export const shortVersion = (version: string): string => (version.length > 18 ? `…${version.slice(-12)}` : version);

const stateOf = (
  one: { readonly modelVersion: string; readonly promoted: boolean; readonly shadow: boolean },
  counting: string | null,
): string =>
  [one.modelVersion === counting ? 'counts' : '', one.promoted ? 'promoted' : one.shadow ? 'shadow' : '']
    .filter((part) => part !== '')
    .join(', ');
