import { describe, expect, it } from 'vitest';

import { DatabaseUnavailable, QuestionTooLong } from '../ports.js';
import { asUnavailable } from './reader.js';

/** As TypeORM hands on what Postgres said. */
const failure = (code: string, message: string): Error =>
  Object.assign(new Error(message), { driverError: Object.assign(new Error(message), { code }) });

describe('an error of the database', () => {
  it.each(['canceling statement due to statement timeout', 'annulation de la requête à cause du délai écoulé'])(
    'is a question that takes too long where the statement was stopped, in whatever language: %s',
    (message) => expect(asUnavailable(failure('57014', message))).toBeInstanceOf(QuestionTooLong),
  );

  it('is a database that is away where the connection is', () => {
    const away = asUnavailable(failure('57P01', 'terminating connection due to statement timeout of an operator'));
    expect(away).toBeInstanceOf(DatabaseUnavailable);
    expect(away).not.toBeInstanceOf(QuestionTooLong);
  });

  it('is itself where the statement is wrong', () => {
    const wrong = failure('42601', 'syntax error at or near "statement timeout"');
    expect(asUnavailable(wrong)).toBe(wrong);
  });
});
