import { describe, expect, it } from 'vitest';

import { ConsoleReporter } from './console-reporter.js';
import { articleIdOf } from './feed-result.js';
import { LocalStackError, explainFileError } from './local-stack-error.js';
import { lastLines } from './log-file.js';
import { EndedBeforeReady, explainEnd, portWasTaken } from './ready.js';
import { ledgerLine } from './start-plan.js';

describe('what npm start prints', () => {
  const reporterOn = (isTTY: boolean) => {
    const written: string[] = [];
    return { written, report: new ConsoleReporter({ isTTY, columns: 80, write: (text) => written.push(text) }, false) };
  };

  it('says what takes long, line by line, where lines cannot be rewritten', () => {
    const { written, report } = reporterOn(false);
    report.doing('Topics', 'creating');
    report.doing('Kafka', 'fetching', true);
    report.done('Kafka', 'ready');
    expect(written).toEqual(['  Kafka       fetching …\n', '  Kafka       ready\n']);
  });

  it('rewrites the line of a step that is under way on a terminal', () => {
    const { written, report } = reporterOn(true);
    report.doing('Kafka', 'starting');
    report.done('Kafka', 'ready');
    report.line('next');
    expect(written).toEqual(['\r\u001B[2K  Kafka       starting …', '\r\u001B[2K  Kafka       ready\n', 'next\n']);
  });

  it('leaves out colours unless it is told to use them', () => {
    expect(reporterOn(true).report.paint('red', 'x')).toBe('x');
    expect(new ConsoleReporter({ write: () => true }, true).paint('red', 'x')).toBe('\u001B[31mx\u001B[39m');
  });

  it('puts the ledger into one line', () => {
    const ledger = { split: 5, labelled: 4, stored: 3, deadLettered: 1, inFlight: 1, balanced: true };
    expect(ledgerLine(ledger)).toBe('5 sentences split = 3 stored + 1 dead-lettered + 1 in flight: balanced');
    expect(ledgerLine({ ...ledger, balanced: false })).toMatch(/: NOT balanced$/);
  });

  it.each([
    ['one document', '{"articleId":"a"}'],
    ['a document a line', 'progress\n{"articleId":"a"}\n{"articleId":"b"}\n'],
    ['a list', '[{"articleId":"a"}]'],
    ['a report', '{\n"accepted":[{"articleId":"a"}]}'],
  ])('finds the article that was fed in %s', (_, output) => {
    expect(articleIdOf(output)).toBe('a');
  });

  it('does not go on without an article', () => {
    expect(() => articleIdOf('{"accepted":[]}')).toThrow(/named no article/);
  });

  it.each([
    ['EACCES', /^No permission to write \/d: run as the user/],
    ['ENOSPC', /^The disk of \/d is full: free/],
    ['EROFS', /^\/d is on a read-only file system: set SITREP_DATA_DIR/],
    ['ENOTDIR', /^\/d goes through a file/],
  ])('explains %s in one sentence', (code, expected) => {
    const error = explainFileError(Object.assign(new Error('x'), { code }), '/d');
    expect(error).toBeInstanceOf(LocalStackError);
    expect((error as Error).message).toMatch(expected);
  });

  it.each([
    ['No space left on device', /^Kafka did not start: the disk is full: free/],
    ['java.nio.file.AccessDeniedException: /x', /it may not write its data: start as the user/],
    ['first\nsomething odd\n', /look into \/log.*its last words: something odd/],
    ['', /it wrote nothing/],
  ])('explains a server that ended with %j', (log, expected) => {
    expect(explainEnd(new EndedBeforeReady('Kafka', log), '/log').message).toMatch(expected);
  });

  it('knows a port that somebody else took in the meantime', () => {
    expect(portWasTaken(new EndedBeforeReady('Kafka', 'java.net.BindException: Address already in use'))).toBe(true);
    expect(portWasTaken(new EndedBeforeReady('Kafka', 'something else'))).toBe(false);
  });

  it('shows the last lines of a log, without blank ones', () => {
    expect(lastLines('a\n\nb\n \nc\n', 2)).toEqual(['b', 'c']);
  });
});
