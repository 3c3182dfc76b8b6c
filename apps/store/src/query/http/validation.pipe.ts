import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';

import { ProblemError, type ProblemPart } from './problem.js';

/** An issue of Standard Schema, with what zod adds. */
interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[] | undefined;
  /** zod: the keys that the schema does not know. */
  readonly keys?: readonly string[];
}

/** Checks parameters and bodies by the schema they are decorated with, and says what is wrong with which part. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { schema, type, data }: ArgumentMetadata): Promise<unknown> {
    if (schema === undefined) return value;
    const result = await schema['~standard'].validate(value);
    if (result.issues === undefined) return result.value;
    const parts = result.issues.flatMap((issue: Issue) => partsOf(issue, type === 'body', data));
    throw new ProblemError('invalid-request', 'Some of the request is not as it must be: see errors.', parts);
  }
}

function partsOf(issue: Issue, inBody: boolean, name: string | undefined): readonly ProblemPart[] {
  if (!inBody && issue.keys !== undefined) {
    return issue.keys.map((parameter) => ({ parameter, detail: 'there is no such parameter' }));
  }
  const path = (issue.path ?? []).map((step) => String(step));
  const detail = issue.message;
  if (!inBody) return [{ parameter: path[0] ?? name ?? '', detail }];
  const pointer = path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return [{ pointer, detail }];
}
