import { useState, type JSX } from 'react';

import { getModels } from '../api/quality.js';
import { useResource } from '../hooks/use-resource.js';
import { AgreementCard } from '../parts/agreement-card.js';
import { CalibrationCard } from '../parts/calibration-card.js';
import { ConfidenceCard } from '../parts/confidence-card.js';
import { ModelDifferences } from '../parts/model-differences.js';
import { ModelList } from '../parts/model-list.js';
import { Failed, Loading, Nothing } from '../parts/notice.js';
import { ReviewQueue } from '../parts/review-queue.js';

/** How good the labels are: what to look at, how sure the models are, what people say of them, how they differ. */
export function QualityView(): JSX.Element {
  const models = useResource('models', getModels, SLOW_MS);
  const [chosen, setChosen] = useState<string>();
  const items = models.value?.items;
  const counting = items?.find(({ promoted }) => promoted) ?? items?.find(({ shadow }) => !shadow) ?? items?.[0];
  const model = items?.find(({ modelVersion }) => modelVersion === chosen) ?? counting;
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Quality</h1>
        {items === undefined || model === undefined ? null : (
          <label className="model-choice">
            Model{' '}
            <select value={model.modelVersion} onChange={({ target }) => setChosen(target.value)}>
              {items.map(({ modelVersion }) => (
                <option key={modelVersion} value={modelVersion}>
                  {modelVersion}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {models.error !== undefined && items === undefined ? (
        <Failed error={models.error} reload={models.reload} />
      ) : null}
      {models.error === undefined && items === undefined ? <Loading what="the models" /> : null}
      {items?.length === 0 ? (
        <Nothing>
          <p>No label is stored yet: there is nothing to judge.</p>
        </Nothing>
      ) : null}
      {models.value === undefined || model === undefined ? null : (
        <div className="quality">
          <ReviewQueue />
          <ConfidenceCard model={model.modelVersion} />
          <AgreementCard model={model.modelVersion} />
          <CalibrationCard model={model.modelVersion} />
          <ModelDifferences models={models.value.items} model={model.modelVersion} />
          <ModelList models={models.value} />
        </div>
      )}
    </>
  );
}

/** These figures move slowly, and cost more than a page of a list. */
export const SLOW_MS = 10_000;
