import { serviceVersion } from '@sitrep/observability';

import type { Hop } from '../domain/hop-rows.js';
import { plainArray, textArray } from './array-literal.js';
import type { Query } from './batch-writer.js';

/** Written only where a stretch grows: the same events again cost a look. `stored_by` is whoever wrote it first. */
const UPSERT_HOPS = `
  insert into hop as h (
    article_id, revision, topic, partition, source, service_version, model_version, first_offset, last_offset,
    first_at, last_at, traceparent, stored_by)
  select i1, i2, i3, i4, i5, i6, i7, i8, i9, to_timestamp(first_ms / 1000.0), to_timestamp(last_ms / 1000.0), i12, $13
  from unnest(
    $1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[],
    $10::float8[], $11::float8[], $12::text[])
    as i (i1, i2, i3, i4, i5, i6, i7, i8, i9, first_ms, last_ms, i12)
  on conflict (article_id, revision, topic, partition, source, service_version, model_version) do update set
    first_offset = least(h.first_offset, excluded.first_offset),
    last_offset = greatest(h.last_offset, excluded.last_offset),
    first_at = least(h.first_at, excluded.first_at), last_at = greatest(h.last_at, excluded.last_at),
    traceparent = least(h.traceparent, excluded.traceparent)
  where excluded.first_offset < h.first_offset or excluded.last_offset > h.last_offset
    or excluded.first_at < h.first_at or excluded.last_at > h.last_at
    or least(h.traceparent, excluded.traceparent) is distinct from h.traceparent`;

/** The version of this store. */
const STORED_BY = serviceVersion();

/** Keeps the steps of articles. To be called after all other locks of a transaction are taken. */
export async function writeHops(query: Query, hops: readonly Hop[]): Promise<void> {
  if (hops.length === 0) return;
  await query(UPSERT_HOPS, [
    textArray(hops.map(({ articleId }) => articleId)),
    textArray(hops.map(({ revision }) => revision)),
    textArray(hops.map(({ topic }) => topic)),
    plainArray(hops.map(({ partition }) => partition)),
    textArray(hops.map(({ source }) => source)),
    textArray(hops.map(({ serviceVersion }) => serviceVersion)),
    textArray(hops.map(({ modelVersion }) => modelVersion)),
    plainArray(hops.map(({ firstOffset }) => firstOffset)),
    plainArray(hops.map(({ lastOffset }) => lastOffset)),
    plainArray(hops.map(({ firstAt }) => firstAt)),
    plainArray(hops.map(({ lastAt }) => lastAt)),
    textArray(hops.map(({ traceparent }) => traceparent)),
    STORED_BY,
  ]);
}
