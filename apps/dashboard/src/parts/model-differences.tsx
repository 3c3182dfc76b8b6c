import { useState, type JSX } from 'react';

import { getComparison } from '../api/quality.js';
import type { Comparison, Models } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { count, percent } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { Confusion } from './agreement-card.js';
import { LabelBadge } from './label-badge.js';
import { shortVersion } from './sentence-labels.js';

const EVERY_MS = 30_000;
const EXAMPLES = 3;

interface ModelDifferencesProps {
  readonly models: Models['items'];
  /** The one that is compared with another. */
  readonly model: string;
}

/** Where another model, in shadow or come back from history, says something else. */
export function ModelDifferences({ models, model }: ModelDifferencesProps): JSX.Element {
  const others = models.filter(({ modelVersion }) => modelVersion !== model);
  const [chosen, setChosen] = useState<string>();
  const other = others.find(({ modelVersion }) => modelVersion === chosen) ?? others[0];
  return (
    <section className="card differences" aria-labelledby="differences">
      <h2 id="differences">Differences of models</h2>
      {other === undefined ? (
        <p>
          All labels are of one model. A second one can run in shadow (<code>SITREP_SHADOW_MODEL</code>), or label what
          is stored: <code>npx sitrep relabel --model DIRECTORY</code>.
        </p>
      ) : (
        <>
          <label className="model-choice">
            Against{' '}
            <select value={other.modelVersion} onChange={({ target }) => setChosen(target.value)}>
              {others.map(({ modelVersion, shadow }) => (
                <option key={modelVersion} value={modelVersion}>
                  {modelVersion}
                  {shadow ? ' (shadow)' : ''}
                </option>
              ))}
            </select>
          </label>
          <Compared a={model} b={other.modelVersion} />
        </>
      )}
    </section>
  );
}

function Compared({ a, b }: { readonly a: string; readonly b: string }): JSX.Element {
  const { value, error } = useResource(
    `compare ${a} ${b}`,
    (signal) => getComparison(a, b, EXAMPLES, signal),
    EVERY_MS,
  );
  if (value === undefined) return <p className="muted">{error?.message ?? 'Loading …'}</p>;
  if (value.sentences === 0) return <p>No sentence has a label of both yet.</p>;
  return <Differences comparison={value} />;
}

function Differences({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const { a, b, sentences, sampled, agreement, cells, examples, review } = comparison;
  return (
    <>
      <p>
        The same in <b>{percent(agreement ?? 0)}</b> of {count(sentences)} sentences
        {sampled < 1 ? ` (a sample of ${percent(sampled)} of all)` : ''}. To review: {percent(review.a / sentences)} of
        the one, {percent(review.b / sentences)} of the other.
      </p>
      <Confusion
        rows={shortVersion(a)}
        columns={shortVersion(b)}
        cell={(row, column) => cells.find((one) => one.a === row && one.b === column)?.count ?? 0}
      />
      {examples.length === 0 ? null : <h3>Where both are surest and differ</h3>}
      <ul className="examples">
        {examples.map((example) => (
          <li key={example.sentenceId}>
            <span className="example-labels">
              <LabelBadge label={example.a} />
              <span className="number small">{percent(example.confidenceA)}</span>
              <span aria-hidden="true">→</span>
              <LabelBadge label={example.b} />
              <span className="number small">{percent(example.confidenceB)}</span>
            </span>
            <a href={articleHref(example.articleId, example.index, example.revision)}>
              <bdi dir="auto">{example.text}</bdi>
            </a>
            {example.personsLabel === null ? null : (
              <span className="muted small">
                {' '}
                a person: <LabelBadge label={example.personsLabel} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
