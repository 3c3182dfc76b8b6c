import { RejectedInput, type InputValue } from '../event-contract.js';
import { parseGuardedJson } from '../guard-json.js';
import { parseWith } from '../parse-with.js';
import { sitrepArticle, type Retraction, type SubmittedArticle } from './article.js';
import { isNinjs, readNinjs } from './ninjs.js';
import { isSchemaOrg, readSchemaOrg } from './schema-org.js';

/**
 * Reads a submission in any of the four formats: our JSON, ninjs 3, schema.org, plain text.
 *
 * The media type decides between text and JSON where the producer names it. Else a value that begins like a JSON
 * document is one, and anything else is the text of an article.
 */
export function readArticle(value: InputValue): SubmittedArticle | Retraction {
  if (value.contentType === 'text/html') return parseWith(sitrepArticle, { body: value.text, bodyFormat: 'html' });
  if (isPlainText(value)) return parseWith(sitrepArticle, { body: value.text, bodyFormat: 'plain' });
  return readArticleJson(parseGuardedJson(value.text));
}

/** Reads a parsed JSON value in any of the three JSON formats. */
export function readArticleJson(json: unknown): SubmittedArticle | Retraction {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new RejectedInput('SCHEMA_INVALID', 'Expected one article as a JSON object, or plain text.');
  }
  if (isNinjs(json)) return readNinjs(json);
  if (isSchemaOrg(json)) return readSchemaOrg(json);
  return parseWith(sitrepArticle, json);
}

function isPlainText({ text, contentType }: InputValue): boolean {
  if (contentType !== undefined) return contentType === 'text/plain';
  const start = text.trimStart();
  if (start === '' || start.startsWith('{') || /^\[\s*[[{"\]]/.test(start)) return false;
  return !/^(?:"|\[|-?\d|true\s*$|false\s*$|null\s*$)/.test(start) || !isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
