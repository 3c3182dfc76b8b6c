import { Parser } from '@asyncapi/parser';
import { CONTRACTS, decodeEvent, EVERY_CONTRACT, type EventContract } from '@sitrep/contracts';
import Ajv2020 from 'ajv/dist/2020.js';
import { Kafka, type CloudEvent } from 'cloudevents';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * A golden event is a record as some released version wrote it. Once committed it is never changed: every later
 * version must still read it.
 */
interface GoldenEvent {
  readonly file: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
}

const root = join(import.meta.dirname, '../..');
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');
const goldenEvents = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .map((file): GoldenEvent => ({ file, ...JSON.parse(read('test/contracts', file)) }));
const contractOf = (topic: string) =>
  EVERY_CONTRACT.find((contract) => contract.topic === topic) as unknown as EventContract<unknown>;

describe('the contracts', () => {
  it('have a golden event on every topic', () => {
    expect(new Set(goldenEvents.map(({ topic }) => topic))).toEqual(new Set(EVERY_CONTRACT.map(({ topic }) => topic)));
  });

  it.each(goldenEvents)('still read $file, with its key and id', ({ topic, key, headers, value }) => {
    const contract = contractOf(topic);
    const decoded = decodeEvent(contract, {
      key: Buffer.from(key),
      value: Buffer.from(JSON.stringify(value)),
      headers: new Map(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
      headerCount: Object.keys(headers).length,
    });
    if (!decoded.ok) throw new Error(`${decoded.code}: ${decoded.message}`);
    expect({ key: contract.key(decoded.event), id: contract.id(decoded.event) }).toEqual({ key, id: headers['ce_id'] });
  });

  it.each(goldenEvents)('publish a JSON Schema that $file satisfies', ({ topic, value }) => {
    const schema = JSON.parse(read('docs/schemas', `${topic}.schema.json`));
    const validate = new Ajv2020.default({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(goldenEvents)(
    'use headers in which the CloudEvents SDK finds the event of $file',
    ({ topic, key, headers, value }) => {
      const event = Kafka.toEvent({
        key,
        headers: { ...headers },
        body: JSON.stringify(value),
        value: JSON.stringify(value),
      } as never) as CloudEvent;
      expect(event).toMatchObject({ specversion: '1.0', type: topic, id: headers['ce_id'] });
    },
  );

  it('publish an AsyncAPI document without an error', async () => {
    const { document, diagnostics } = await new Parser().parse(read('docs/asyncapi.yaml'), {
      source: join(root, 'docs/asyncapi.yaml'),
    });
    expect(diagnostics.filter(({ severity }) => severity < 2)).toEqual([]);
    const channels = document?.channels().all() ?? [];
    const topics = channels.filter((channel) => channel.bindings().has('kafka'));
    expect(topics).toHaveLength(CONTRACTS.length + EVERY_CONTRACT.length);
    const stream = channels.find((channel) => channel.address() === '/v1/stream');
    const change = stream?.messages().get('change')?.payload()?.properties();
    expect(Object.keys(change ?? {})).toEqual(expect.arrayContaining(['position', 'kind', 'sentence']));
  });
});
