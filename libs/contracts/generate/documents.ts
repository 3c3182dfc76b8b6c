import { z } from 'zod';
import { stringify } from 'yaml';

import {
  CONTRACTS,
  EVERY_CONTRACT,
  DEAD_LETTER_HEADERS,
  deadLetterTopicOf,
  REJECTION_CODES,
  InstanceStatus,
  topicSpecs,
  type EventContract,
} from '../src/index.js';

/** A generated file: its path below the repository, and its content. */
export interface GeneratedDocument {
  readonly path: string;
  readonly content: string;
}

type AnyContract = Pick<EventContract<never>, 'topic' | 'description' | 'maxBytes'> & { readonly schema: z.ZodType };

/** The JSON Schemas of all events and the AsyncAPI document: functions of the contracts alone. */
export function generateDocuments(): readonly GeneratedDocument[] {
  const schemas = EVERY_CONTRACT.map((contract) => ({
    path: `docs/schemas/${contract.topic}.schema.json`,
    content: `${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`,
  }));
  return [...schemas, { path: 'docs/asyncapi.yaml', content: stringify(asyncApi(), { aliasDuplicateObjects: false }) }];
}

function jsonSchemaOf(contract: AnyContract): Record<string, unknown> {
  return {
    title: contract.topic,
    description: contract.description,
    ...z.toJSONSchema(contract.schema, { io: 'input' }),
  };
}

/** AsyncAPI takes JSON Schema draft 7, which has no `$schema` of its own inside a document. */
function payloadOf(contract: AnyContract): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(contract.schema, { io: 'input', target: 'draft-7' });
  return schema;
}

function asyncApi(): Record<string, unknown> {
  const specs = new Map(topicSpecs().map((spec) => [spec.topic, spec]));
  const channel = (topic: string, message: Record<string, unknown>, description: string): [string, unknown] => [
    topic,
    {
      address: topic,
      description,
      messages: { [topic]: message },
      bindings: { kafka: { topic, partitions: specs.get(topic)?.partitions, bindingVersion: '0.5.0' } },
    },
  ];
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Sitrep',
      version: '1.0.0',
      description: 'News articles in, labelled sentences out. Offsets of text are UTF-16 code units, end exclusive.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([
      ...CONTRACTS.flatMap((contract: AnyContract) => [
        channel(contract.topic, messageOf(contract), contract.description),
        channel(
          deadLetterTopicOf(contract.topic),
          DEAD_LETTER_MESSAGE,
          `Records of ${contract.topic} that could not be taken.`,
        ),
      ]),
      channel(InstanceStatus.topic, messageOf(InstanceStatus), InstanceStatus.description),
      ['changes', CHANGES],
    ]),
    operations: { ...OPERATIONS, ...CHANGE_OPERATIONS },
  };
}

const text = { type: 'string' };

const EVENT_HEADERS = {
  type: 'object',
  description:
    'CloudEvents 1.0, Kafka binding, binary mode. Required of nobody on news.article.submitted.v1; set on all that Sitrep writes.',
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', description: 'The same event, made again, has the same id' },
    ce_type: { type: 'string', description: 'The name of the topic' },
    ce_source: text,
    ce_time: { type: 'string', format: 'date-time' },
    ce_serviceversion: { type: 'string', description: 'Version of the service that made the event' },
    ce_cause: {
      type: 'string',
      description: 'The record that the event was made from: topic/partition/offset/milliseconds since 1970',
    },
    traceparent: { type: 'string', description: 'W3C Trace Context, from the article to the row' },
  },
};

function messageOf(contract: AnyContract): Record<string, unknown> {
  return {
    name: contract.topic,
    contentType: 'application/json',
    headers: EVENT_HEADERS,
    payload: payloadOf(contract),
  };
}

const DEAD_LETTER_MESSAGE = {
  name: 'dead letter',
  description: 'The original record: key, value and headers as they came, with these headers added.',
  headers: {
    type: 'object',
    properties: {
      ...Object.fromEntries(Object.values(DEAD_LETTER_HEADERS).map((name) => [name, text])),
      [DEAD_LETTER_HEADERS.code]: {
        type: 'string',
        enum: Object.keys(REJECTION_CODES),
        description: Object.entries(REJECTION_CODES)
          .map(([code, meaning]) => `${code}: ${meaning}`)
          .join('\n'),
      },
    },
  },
  payload: { type: 'string', format: 'binary' },
};

/** What the store tells over HTTP. What its events are stands in its own document: the contracts know nothing of them. */
const CHANGES = {
  address: '/v1/stream',
  description:
    'What happens to sentences, in the order of the commits, as server-sent events of the store’s HTTP server. Parameters, keys and pages of the same are in openapi.json, and so is what is posted to webhooks.',
  messages: {
    change: {
      name: 'change',
      title: 'Something happened to a sentence; the id of the event is its position',
      contentType: 'application/json',
      payload: { $ref: './openapi.json#/components/schemas/Change' },
    },
    gone: {
      name: 'gone',
      title: 'The last event: the position was forgotten meanwhile',
      contentType: 'application/json',
      payload: { type: 'object', properties: { reason: text } },
    },
  },
};

const CHANGE_OPERATIONS = {
  streamChanges: {
    action: 'send',
    summary: 'Tells what happens to sentences as it happens',
    channel: { $ref: '#/channels/changes' },
    bindings: { http: { method: 'GET', bindingVersion: '0.3.0' } },
  },
};

const OPERATIONS = Object.fromEntries(
  EVERY_CONTRACT.flatMap(({ topic }, index): [string, unknown][] => {
    const reference = { channel: { $ref: `#/channels/${topic}` } };
    return index === 0
      ? [['submitArticle', { action: 'receive', summary: 'Submit or retract an article', ...reference }]]
      : [[`publish:${topic}`, { action: 'send', ...reference }]];
  }),
);
