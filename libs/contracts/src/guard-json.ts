import { RejectedInput } from './event-contract.js';
import { JSON_MAX_DEPTH, JSON_MAX_KEYS } from './limits.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** A reviver makes parsing several times slower: it is used only where a number could overflow. */
const MAY_OVERFLOW = /\d[eE]\+?\d{3}|\d{309}/;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** Longest text that may be built before it is inspected: bounds its keys (a key takes four characters) and its depth. */
const SMALL = Math.min(16_384, JSON_MAX_KEYS * 4);

/**
 * Parses one JSON document from outside. Beyond `JSON.parse` it refuses, before anything larger than 16 Ki characters is
 * built: nesting and key counts over the limits, the same key twice in one object, keys that could reach a prototype, and
 * numbers that overflow to infinity.
 *
 * Linear in the text. Throws {@link RejectedInput}.
 */
export function parseGuardedJson(text: string): unknown {
  const plain = parsePlain(text);
  if (plain !== undefined) return plain;
  inspectShape(text);
  try {
    return JSON.parse(text, MAY_OVERFLOW.test(text) ? refuseInfinity : undefined);
  } catch (error) {
    if (error instanceof RejectedInput) throw error;
    throw new RejectedInput('JSON_INVALID', `Not a JSON document: ${(error as Error).message}`);
  }
}

/**
 * The value of a small text that `JSON.stringify` wrote, and that nothing is wrong with; undefined for any other. What
 * comes out of `JSON.stringify` as it went in had no key twice, no escaped key and no number that overflows. Our own
 * events are all so: for one of 500 characters this takes 3 µs, the walk alone 8.
 */
function parsePlain(text: string): unknown {
  if (text.length > SMALL || namesForbiddenKey(text) || mayBeDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const namesForbiddenKey = (text: string): boolean =>
  text.includes('"__proto__"') || text.includes('"constructor"') || text.includes('"prototype"');

/** As many brackets as depth is allowed, strings included, cannot nest deeper. */
function mayBeDeep(text: string): boolean {
  let left = JSON_MAX_DEPTH;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) if (--left < 0) return true;
  }
  return false;
}

/** Walks the brackets and strings of the text. What is not JSON is left for the parser to refuse. */
function inspectShape(text: string): void {
  const openObjects: (Set<string> | undefined)[] = [];
  let keyCount = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      const keys = openObjects.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        keyCount++;
        if (keyCount > JSON_MAX_KEYS) throw tooMany(`more than ${JSON_MAX_KEYS} object keys`);
        addKey(keys, text.slice(at, end), at);
      }
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      openObjects.push(code === 0x7b ? new Set() : undefined);
      if (openObjects.length > JSON_MAX_DEPTH) throw tooMany(`nesting deeper than ${JSON_MAX_DEPTH}`);
    } else if (code === 0x7d || code === 0x5d) {
      openObjects.pop();
    }
  }
}

const tooMany = (what: string): RejectedInput =>
  new RejectedInput('LIMIT_EXCEEDED', `The JSON has ${what}. Send the article alone, without nested extras.`);

/** Index after the closing quote, or the text's end. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

function isKey(text: string, afterString: number): boolean {
  let at = afterString;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text[at] === ':';
}

function addKey(keys: Set<string>, quoted: string, at: number): void {
  const key = quoted.includes('\\') ? unescapeKey(quoted) : quoted.slice(1, -1);
  if (FORBIDDEN_KEYS.has(key)) {
    throw new RejectedInput('JSON_FORBIDDEN_KEY', `The key "${key}" at character ${at} is not allowed.`);
  }
  if (keys.has(key)) {
    throw new RejectedInput(
      'JSON_INVALID',
      `The key "${key.slice(0, 100)}" stands twice in one object, again at character ${at}.`,
    );
  }
  keys.add(key);
}

function unescapeKey(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function refuseInfinity(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RejectedInput('SCHEMA_INVALID', `The number at "${key}" is too large.`);
  }
  return value;
}
