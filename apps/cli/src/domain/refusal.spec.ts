import { describe, expect, it } from 'vitest';

import { type CommandFailure, EXIT } from './exit-codes.js';
import { type ErrorAnswer, notTheApi, refusalOf, silenceOf } from './refusal.js';

const QUESTION = { doing: 'list the keys', url: 'http://store:3000' };

type Headers = Readonly<Record<string, string>>;

const answer = (status: number, body: unknown, headers: Headers = {}): ErrorAnswer => ({
  status,
  body,
  header: (name) => headers[name] ?? null,
});
const problem = (status: number, kind: string, title: string, more: object = {}, headers?: Headers): ErrorAnswer =>
  answer(status, { type: `urn:sitrep:problem:${kind}`, title, status, ...more }, headers);
const challenge = (rest: string): Headers => ({ 'www-authenticate': `Bearer realm="sitrep"${rest}` });
const failed = (code: string, more: Error = new Error('failed')): Error =>
  new TypeError('fetch failed', { cause: Object.assign(more, { code }) });

const shown = ({ exitCode, message, details, advice }: CommandFailure): readonly unknown[] => [
  exitCode,
  message,
  ...details,
  ...(advice === undefined ? [] : [`→ ${advice}`]),
];

describe('a refusal of the API', () => {
  it.each<[string, ErrorAnswer, readonly unknown[]]>([
    [
      'a request that is not valid names each part',
      problem(400, 'invalid-request', 'The request is not valid', {
        detail: 'Some of it: see errors.',
        errors: [
          { parameter: 'limit', detail: 'is too large' },
          { pointer: '/filter/code', detail: 'is not \u001Bknown' },
          { pointer: '', detail: 'is missing' },
        ],
      }),
      [
        EXIT.usage,
        'Cannot list the keys: The request is not valid.',
        'limit: is too large',
        '/filter/code: is not \uFFFDknown',
        'is missing',
      ],
    ],
    [
      'a request that is not valid as a whole points to the help',
      problem(400, 'invalid-request', 'The request is not valid', { detail: 'There is no article in the body.' }),
      [
        EXIT.usage,
        'Cannot list the keys: There is no article in the body.',
        '→ `--help` after the command tells what it takes.',
      ],
    ],
    [
      'no key says which is needed and how it is made',
      problem(
        401,
        'unauthorized',
        'A key is needed',
        { detail: 'Send it as Authorization: Bearer.' },
        challenge(', scope="admin"'),
      ),
      [
        EXIT.usage,
        'Cannot list the keys: A key is needed.',
        '→ Set SITREP_KEY to a key with the scope admin; an admin makes one: `sitrep key create --name NAME --scope admin`.',
      ],
    ],
    [
      'a key that is no good says why',
      problem(
        401,
        'unauthorized',
        'A key is needed',
        { detail: 'This key has expired: ask for a new one.' },
        challenge(', error="invalid_token"'),
      ),
      [
        EXIT.usage,
        'Cannot list the keys: This key has expired: ask for a new one.',
        '→ Set SITREP_KEY to a key; an admin makes one: `sitrep key create --name NAME --scope read`.',
      ],
    ],
    [
      'a key that may not says which may',
      problem(
        403,
        'forbidden',
        'This is not allowed',
        { detail: 'The key lacks the scope correct.' },
        challenge(', error="insufficient_scope", scope="correct"'),
      ),
      [
        EXIT.usage,
        'Cannot list the keys: The key lacks the scope correct.',
        '→ Set SITREP_KEY to a key with the scope correct; an admin makes one: `sitrep key create --name NAME --scope correct`.',
      ],
    ],
    [
      'what is forbidden to every key speaks of none',
      problem(403, 'forbidden', 'This is not allowed', { detail: 'A page of another site may not write here.' }),
      [EXIT.usage, 'Cannot list the keys: A page of another site may not write here.'],
    ],
    [
      'what is not there',
      problem(404, 'not-found', 'There is no such thing', { detail: 'There is no such key.' }),
      [EXIT.someRejected, 'Cannot list the keys: There is no such key.'],
    ],
    [
      'what is not in a state for it',
      problem(409, 'wrong-state', 'It is not in a state for this', { detail: 'There are 14 now. Look again.' }),
      [EXIT.someRejected, 'Cannot list the keys: There are 14 now. Look again.'],
    ],
    [
      'a question that is too much',
      problem(422, 'too-broad', 'The question takes too long to answer', { detail: 'Ask for less at once.' }),
      [EXIT.usage, 'Cannot list the keys: Ask for less at once.'],
    ],
    [
      'too many requests say how long to wait',
      problem(
        429,
        'too-many-requests',
        'Too many requests',
        { detail: 'At most 60 a minute.' },
        { 'retry-after': '17' },
      ),
      [EXIT.unreachable, 'Cannot list the keys: At most 60 a minute.', '→ Try again in 17 s.'],
    ],
    [
      'a failure of the service says where more stands',
      problem(500, 'internal-error', 'The service failed', { detail: 'It is in the log.', traceId: 'f00d' }),
      [
        EXIT.unreachable,
        'Cannot list the keys: The service failed.',
        '→ See the log of the store for the traceId f00d; `sitrep doctor` says what is wrong.',
      ],
    ],
    [
      'a service that cannot answer now says when it may',
      problem(
        503,
        'unavailable',
        'The service cannot answer now',
        { detail: 'The database is away.' },
        { 'retry-after': '5' },
      ),
      [
        EXIT.unreachable,
        'Cannot list the keys: The database is away.',
        '→ Try again in 5 s. `sitrep doctor` says what is wrong.',
      ],
    ],
    [
      'a proxy that speaks for the store',
      answer(502, '<html>'),
      [
        EXIT.unreachable,
        'Cannot list the keys: http://store:3000 answered 502 and does not say why.',
        '→ A proxy on the way may say so for the store. Try again a little later. `sitrep doctor` says what is wrong.',
      ],
    ],
    [
      'a proxy that wants a key of its own',
      answer(403, undefined),
      [
        EXIT.usage,
        'Cannot list the keys: http://store:3000 answered 403 and does not say why.',
        '→ Set SITREP_KEY to a key; an admin makes one: `sitrep key create --name NAME --scope read`.',
      ],
    ],
    [
      'another program',
      answer(404, { error: 'x', type: 3 }),
      [
        EXIT.unreachable,
        'Cannot list the keys: what answers at http://store:3000 is not the API of Sitrep (it answered 404).',
        '→ Set SITREP_URL to the address of the store.',
      ],
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(refusalOf(QUESTION, given))).toEqual(expected);
  });

  it.each<[string, unknown, string, string]>([
    [
      'nothing listens',
      failed('ECONNREFUSED'),
      'nothing listens at http://store:3000',
      'Start it (`npm start`), or set SITREP_URL.',
    ],
    [
      'nothing listens at any of several addresses',
      new TypeError('fetch failed', {
        cause: new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]),
      }),
      'nothing listens at http://store:3000',
      'Start it (`npm start`), or set SITREP_URL.',
    ],
    ['a name that nobody has', failed('ENOTFOUND'), 'no machine is known by the name store', 'Check SITREP_URL.'],
    [
      'no answer in time',
      new DOMException('timed out', 'TimeoutError'),
      'no answer came from http://store:3000 within 10 s',
      'Try again, or ask for less; `sitrep doctor` says what is wrong.',
    ],
    [
      'no connection in time',
      failed('UND_ERR_CONNECT_TIMEOUT'),
      'no answer came from http://store:3000 within 10 s',
      'Try again, or ask for less; `sitrep doctor` says what is wrong.',
    ],
    [
      'a connection that broke off',
      failed('UND_ERR_SOCKET'),
      'the connection to http://store:3000 was broken off',
      'Try again; `sitrep doctor` says what is wrong.',
    ],
    [
      'a certificate that is not trusted',
      failed('DEPTH_ZERO_SELF_SIGNED_CERT'),
      'the certificate of http://store:3000 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
      'NODE_EXTRA_CA_CERTS names a file of authorities.',
    ],
    [
      'a network that leads nowhere',
      failed('EHOSTUNREACH'),
      'http://store:3000 cannot be reached (EHOSTUNREACH)',
      'Check SITREP_URL, and the network.',
    ],
    [
      'a reason that is not told',
      new TypeError('fetch failed', { cause: new Error('bad port') }),
      'http://store:3000 cannot be reached',
      'Set SITREP_URL to the address of the store.',
    ],
    [
      'an answer that is no JSON',
      new SyntaxError('Unexpected token <'),
      'what answers at http://store:3000 is not the API of Sitrep',
      'Set SITREP_URL to the address of the store.',
    ],
  ])('or silence: %s', (_, cause, why, advice) => {
    expect(shown(silenceOf(QUESTION, cause, 10_000))).toEqual([
      EXIT.unreachable,
      `Cannot list the keys: ${why}.`,
      `→ ${advice}`,
    ]);
  });

  it('or an answer that is another program’s, can be told in one line', () => {
    expect(notTheApi(QUESTION).line).toBe(
      'Cannot list the keys: what answers at http://store:3000 is not the API of Sitrep. Set SITREP_URL to the address of the store.',
    );
  });
});
