import { EXAMPLES } from './examples.js';

/** What is read here of a JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly contentMediaType?: string;
  readonly contentSchema?: Schema;
}

/** The schemas of a document by their names. */
export type Schemas = Readonly<Record<string, Schema>>;

/**
 * Makes an example of a schema: the schema's own, else one of {@link EXAMPLES} for each field, put together.
 *
 * @param place names of what the schema stands in, the innermost last
 * @returns undefined: of bytes there is none
 * @throws Error naming the field that has none
 */
export function exampleOf(schema: Schema, schemas: Schemas, place: readonly string[] = []): unknown {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    const [parent = '', field = ''] = place.slice(-2);
    return exampleOf(schemas[name] ?? {}, schemas, [parent, field, name]);
  }
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  const known = knownExample(schema, schemas, place);
  if (known !== undefined) return known.value;
  const [first] = branchesOf(schema);
  if (first !== undefined) return exampleOf(first, schemas, place);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'null') return null;
  return composed(schema, schemas, place);
}

function composed(schema: Schema, schemas: Schemas, place: readonly string[]): unknown {
  const { properties, items, contentSchema, contentMediaType } = schema;
  if (schema.format === 'binary' || contentMediaType === 'application/vnd.apache.parquet') return undefined;
  if (contentSchema !== undefined) return textOf(exampleOf(contentSchema, schemas, place), contentMediaType ?? '');
  if (items !== undefined) return [exampleOf(items, schemas, place)];
  if (properties === undefined) throw new Error(`${place.join('.')} has no example: give it one in examples.ts.`);
  return Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, exampleOf(one, schemas, [...place, name])]),
  );
}

/** What a content in another language reads like: JSON, a line each, or server-sent events. */
function textOf(content: unknown, mediaType: string): string {
  if (mediaType === 'application/json') return JSON.stringify(content);
  const parts = content as readonly Readonly<Record<string, string>>[];
  if (mediaType === 'application/x-ndjson') return parts.map((part) => `${JSON.stringify(part)}\n`).join('');
  const fields = (event: Readonly<Record<string, string>>) =>
    Object.entries(event).map(([name, value]) => `${name}: ${value}\n`);
  return parts.map((event) => `${fields(event).join('')}\n`).join('');
}

function knownExample(
  schema: Schema,
  schemas: Schemas,
  place: readonly string[],
): { readonly value: unknown } | undefined {
  const field = place.at(-1) ?? '';
  const names = [
    ...place
      .slice(0, -1)
      .toReversed()
      .map((parent) => `${parent}.${field}`),
    field,
  ];
  for (const name of names) {
    const value = EXAMPLES[name]?.find((one) => allows(schema, schemas, one));
    if (value !== undefined) return { value };
  }
  return undefined;
}

/** Null is what has no value, and no branch that an example would be made of. */
const branchesOf = ({ anyOf, oneOf }: Schema): readonly Schema[] =>
  (anyOf ?? oneOf ?? []).filter(({ type }) => type !== 'null');

/** Whether a plain value is of this kind: what an object or a list is made of is looked at one by one. */
function allows(schema: Schema, schemas: Schemas, value: unknown): boolean {
  if (schema.$ref !== undefined) {
    return allows(schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}, schemas, value);
  }
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.some((branch) => allows(branch, schemas, value));
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return true;
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value !== 'number') return types.includes(typeof value);
  const isType = types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return isType && value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value);
}
