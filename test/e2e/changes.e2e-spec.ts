import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EventStreamClient } from '../../libs/testing/src/event-stream.js';
import { eventually } from '../../libs/testing/src/eventually.js';
import { Pipeline } from './pipeline.js';
import { variedArticles } from './sample.js';

const ARTICLES = 300;

interface Change {
  readonly position: string;
  readonly label: string | null;
  readonly current: boolean;
  readonly sentence: { readonly sentenceId: string };
}

describe('the change feed of two stores', () => {
  let pipeline: Pipeline;

  beforeEach(async () => {
    pipeline = await Pipeline.start();
    await pipeline.runAll();
    await pipeline.run('store', {}, 'second store');
  });
  afterEach(() => pipeline?.stop());

  /** Follows one store; when it is cut off, another, from where it was. */
  async function* follow(stores: readonly string[], isOver: () => boolean): AsyncGenerator<Change, void, undefined> {
    let last = '0.0';
    for (let nth = 0; !isOver(); nth++) {
      const { url } = pipeline.service(stores[nth % stores.length]!);
      const client = await EventStreamClient.open(`${url}/v1/stream`, { 'last-event-id': last }).catch(() => undefined);
      if (client === undefined) continue;
      for (let read = 0; ;) {
        await eventually(
          () => client.events.length > read || client.isOver || isOver(),
          (isSo) => isSo,
        );
        for (; read < client.events.length; read++) yield JSON.parse(client.events[read]!.data) as Change;
        if (client.isOver || (isOver() && read === client.events.length)) break;
      }
      last = client.lastEventId;
      client.close();
    }
  }

  it('is seen whole, once and in order by a client, when the store that it follows is killed under load', async () => {
    const state = { isOver: false };
    const seen: Change[] = [];
    const following = (async () => {
      for await (const change of follow(['store', 'second store'], () => state.isOver)) seen.push(change);
    })();
    const feeding = pipeline.feedArticles(variedArticles(ARTICLES));
    await eventually(
      () => seen.length,
      (count) => count > 100,
    );
    await pipeline.service('store').kill();
    await feeding;
    await pipeline.run('store');
    await pipeline.feed([{ key: 'varied-00003', value: null }]);
    await pipeline.settled(ARTICLES + 1);
    const { next } = await pipeline.get<{ next: string }>('/v1/changes?after=latest');
    // Not the last one: what is found out about stories is told meanwhile.
    await eventually(
      () => seen.some(({ position }) => position === next),
      (isSeen) => isSeen,
    );
    state.isOver = true;
    await following;

    const rows = await pipeline.rows<{ id: string; label: string | null; current: boolean }>(
      'select sentence_id as id, label, current from sentence',
    );
    const known = new Map(seen.map(({ sentence, label, current }) => [sentence.sentenceId, { label, current }]));
    expect(known).toEqual(new Map(rows.map(({ id, label, current }) => [id, { label, current }])));
    const positions = await pipeline.rows<{ position: string }>(
      `select b.position || '.' || c.seq as position from change c join change_batch b on b.id = c.batch
       order by b.position, c.seq`,
    );
    // What is found out about stories goes on after everything is stored.
    const upTo = positions.slice(0, seen.length);
    expect(seen.map(({ position }) => position)).toEqual(upTo.map(({ position }) => position));
  });
});
