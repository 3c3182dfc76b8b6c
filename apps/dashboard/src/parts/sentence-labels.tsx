import type { JSX } from 'react';

import { getSentence } from '../api/quality.js';
import type { ArticleSentence, SentenceDetail } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { useZone } from '../hooks/use-settings.js';
import { annotationOf, quotationOf } from '../model/citation.js';
import { percent } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { Copyable } from './copyable.js';
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
      <Cite sentence={detail.value} />
    </>
  );
}

/** The sentence to be taken into a report, or into a tool that reads annotations. */
function Cite({ sentence }: { readonly sentence: SentenceDetail }): JSX.Element {
  const zone = useZone();
  const { articleId, index, revision } = sentence;
  const { origin, pathname } = window.location;
  const href = `${origin}${pathname}${articleHref(articleId, index, revision)}`;
  const annotation = annotationOf(sentence, origin);
  return (
    <details className="cite small">
      <summary>Cite it</summary>
      <Copyable name="As a quotation" text={quotationOf(sentence, href, zone)} />
      {annotation === undefined ? null : <Copyable name="As a W3C annotation" text={annotation} />}
    </details>
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
