import type { CanActivate, ExecutionContext } from '@nestjs/common';

import { ProblemError } from './problem.js';

/** For routes without query parameters: whoever sends one expects something that will not happen. */
export class RefuseQuery implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<{ readonly query: object }>();
    const errors = Object.keys(query).map((parameter) => ({ parameter, detail: 'there is no such parameter' }));
    if (errors.length === 0) return true;
    throw new ProblemError('invalid-request', 'This address takes no parameters.', errors);
  }
}
