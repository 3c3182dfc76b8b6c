import { describe, expect, it } from 'vitest';

import { judgePipeline, judgeProof, judgeTopics, type SeenPipeline } from './diagnosis.js';

const well: SeenPipeline = {
  kafka: { answers: true },
  database: { answers: true, pendingMigrations: [] },
  groups: [{ group: 'g', members: 1, lag: 0, oldestSeconds: 0 }],
  instances: [{ instanceId: 'i', state: 'running', detail: '' }],
  deadLetters: [],
};
const [group] = well.groups;

describe('the diagnosis', () => {
  it('finds nothing wrong with a pipeline that is well', () => {
    expect(judgePipeline(well).filter(({ ok }) => !ok)).toEqual([]);
    expect(judgeTopics([])).toMatchObject({ ok: true });
  });

  it.each([
    ['KAFKA_BROKERS', { kafka: { answers: false } }],
    ['DATABASE_URL', { database: { answers: false, pendingMigrations: null } }],
    ['npm run migrate', { database: { answers: true, pendingMigrations: ['A1'] } }],
    ['does not run', { groups: [{ ...group, group: 'g', members: 0, lag: 0, oldestSeconds: 0 }] }],
    ['SitrepLagging', { groups: [{ group: 'g', members: 1, lag: 5, oldestSeconds: 301 }] }],
    ['its log', { instances: [{ instanceId: 'i', state: 'silent', detail: 'x' }] }],
  ])('says %s where that is what to do', (advice, change) => {
    const unwell = judgePipeline({ ...well, ...change }).filter(({ ok }) => !ok);
    expect(unwell.map((finding) => finding.advice)).toEqual([expect.stringContaining(advice)]);
  });

  it('takes dead letters for work of a person, and no fault', () => {
    const findings = judgePipeline({ ...well, deadLetters: [{ open: 2 }, { open: 3 }] });
    expect(findings.at(-1)).toMatchObject({ ok: true, found: expect.stringContaining('5 open') });
  });

  it('makes topics that are missing, and leaves those that differ', () => {
    expect(judgeTopics([{ topic: 't', missing: true, says: 'is missing' }]).advice).toContain('topics create');
    expect(judgeTopics([{ topic: 't', missing: false, says: 'differs' }]).advice).toContain('own tools');
  });

  it('takes an open equation for wrong only when nothing is on its way', () => {
    const open = { id: 'E3', says: 'It balances.', verdict: 'open', exceptions: 1 };
    const proof = { verdict: 'open', provenAt: 'now', equations: [open] };
    expect(judgeProof(proof, true)).toMatchObject([{ what: 'E3', ok: true }]);
    expect(judgeProof(proof, false)).toMatchObject([{ what: 'E3', ok: false }]);
    expect(judgeProof({ ...proof, equations: [{ ...open, verdict: 'broken' }] }, true)).toMatchObject([{ ok: false }]);
    expect(judgeProof({ ...proof, equations: [{ ...open, verdict: 'holds' }] }, false)).toMatchObject([{ ok: true }]);
  });
});
