import { resolve } from 'node:path';

import { ArticleSubmitted, isRetraction } from '@sitrep/contracts';
import { isRefused } from '@sitrep/sentences';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import type { FeedFormat } from '../domain/feed-format.js';
import { type FedArticle, type FeedOptions, readArticle } from '../domain/fed-article.js';
import { reachKafka } from '../io/kafka.js';
import { whileWaiting } from '../io/status-line.js';
import { JsonReport, TextReport, type Accepted, type FeedReport, type Rejected } from './feed-report.js';
import { foundArticles, type FoundArticle, type UnreadablePlace } from './found-articles.js';
import { checkInputs, inputFiles } from './input-files.js';
import { openTopic, type TopicWriter } from './topic-writer.js';

/** What `sitrep feed` was asked to do. */
export interface FeedRequest extends FeedOptions {
  readonly format: FeedFormat | 'auto';
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const { topic } = ArticleSubmitted;
/** A broker's default limit for a batch is 1 MiB; a larger single article goes alone. */
const BATCH_MAX_BYTES = 800_000;
const BATCH_MAX_ARTICLES = 1_000;
/** Headers and framing of a record. */
const RECORD_EXTRA_BYTES = 400;
const STANDARD_INPUT = '-';

/** Feeds files, directories or standard input to the pipeline, in bounded memory, and reports what became of each article. */
export async function feedArticles(
  inputs: readonly string[],
  request: FeedRequest,
  context: CliContext,
): Promise<void> {
  const named = inputs.filter((input) => input !== STANDARD_INPUT);
  await checkInputs(named.map((name) => ({ name, path: resolve(context.directory, name) })));
  const writer = request.dryRun === true ? undefined : await opened(context);
  const report: FeedReport =
    request.json === true ? new JsonReport(context) : new TextReport(context, writer === undefined, topic);
  try {
    await new Feed(writer, report, request, context).run(inputs);
  } finally {
    await report.end();
    await writer?.close();
  }
  if (report.rejectedCount > 0) context.exitWith(EXIT.someRejected);
}

async function opened(context: CliContext): Promise<TopicWriter> {
  const access = await reachKafka(context);
  return whileWaiting(context, `Kafka at ${access.address}`, openTopic(access));
}

interface Waiting extends FedArticle {
  readonly file: string;
  readonly line: number;
}

class Feed {
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private articles = 0;

  constructor(
    private readonly writer: TopicWriter | undefined,
    private readonly report: FeedReport,
    private readonly request: FeedRequest,
    private readonly context: CliContext,
  ) {}

  async run(inputs: readonly string[]): Promise<void> {
    for (const input of inputs) {
      for await (const found of this.find(input)) await this.take(found);
    }
    await this.flush();
  }

  private async *find(input: string): AsyncGenerator<FoundArticle | UnreadablePlace> {
    const { stdin, stderr, directory } = this.context;
    if (input === STANDARD_INPUT) {
      if (stdin.isTTY) stderr.write('sitrep: reading from the terminal; Ctrl-D ends the input\n');
      yield* foundArticles(STANDARD_INPUT, stdin, this.request.format);
      return;
    }
    for await (const { name, path, passedOver } of inputFiles(input, resolve(directory, input))) {
      if (passedOver) this.report.passedOver(name);
      else yield* foundArticles(name, path, this.request.format);
    }
  }

  private async take(found: FoundArticle | UnreadablePlace): Promise<void> {
    this.articles++;
    if (this.request.id !== undefined && this.articles > 1) {
      throw new CommandFailure(EXIT.usage, '--id names one article, and the input has more: leave it out.');
    }
    if ('code' in found) return this.report.rejected(found);
    const { file, line, bytes, contentType } = found;
    const read = readArticle(bytes, contentType, this.request);
    if (isRefused(read)) return this.report.rejected({ file, line, code: read.code, message: read.message });
    const size = bytesOf(read) + RECORD_EXTRA_BYTES;
    if (this.waitingBytes + size > BATCH_MAX_BYTES || this.waiting.length >= BATCH_MAX_ARTICLES) await this.flush();
    this.waiting.push({ ...read, file, line });
    this.waitingBytes += size;
  }

  private async flush(): Promise<void> {
    const { waiting } = this;
    if (waiting.length === 0) return;
    const appended = await this.writer?.write(waiting);
    const accepted: Accepted[] = [];
    let bytes = 0;
    for (const [at, submission] of waiting.entries()) {
      const place = appended?.[at];
      if (place === 'too large') {
        this.report.rejected(tooLarge(submission));
        continue;
      }
      const retracted = isRetraction(submission.event) && { retracted: true as const };
      accepted.push({ articleId: submission.articleId, topic, ...place, ...retracted });
      bytes += bytesOf(submission);
    }
    this.waiting = [];
    this.waitingBytes = 0;
    await this.report.accepted(accepted, bytes);
  }
}

const bytesOf = ({ value }: FedArticle): number => value?.byteLength ?? 0;

const tooLarge = ({ file, line, value }: Waiting): Rejected => ({
  file,
  line,
  code: 'LIMIT_EXCEEDED',
  message: `As a record the article has ${value?.byteLength ?? 0} bytes; the topic takes fewer.`,
});
