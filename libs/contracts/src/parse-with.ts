import type { z } from 'zod';

import { RejectedInput } from './event-contract.js';
import type { RejectionParams } from './instant.js';

/** Parses with the schema, or throws {@link RejectedInput} that names each wrong field by its JSON Pointer. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const code =
    (first?.code === 'custom' && (first.params as RejectionParams | undefined)?.rejectAs) || 'SCHEMA_INVALID';
  throw new RejectedInput(code, result.error.issues.slice(0, 10).map(describe).join('; '));
}

function describe(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const pointer = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return `${pointer || 'the value'}: ${issue.message}`;
}
