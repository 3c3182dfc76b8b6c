import type { CliContext } from '../cli-context.js';
import { count, counted } from '../domain/count.js';
import { plain } from '../domain/table.js';
import { Progress, size } from '../io/progress.js';
import { write } from '../io/write.js';

/** An article that Kafka has, or, with --dry-run, would be given. */
export interface Accepted {
  readonly articleId: string;
  readonly topic: string;
  readonly partition?: number;
  readonly offset?: number;
  /** The input withdraws the article. */
  readonly retracted?: true;
}

/** An article that was not sent, and why. */
export interface Rejected {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Tells of a feed: as it goes, and when it ends. */
export interface FeedReport {
  accepted(articles: readonly Accepted[], bytes: number): Promise<void>;
  rejected(place: Rejected): void;
  passedOver(file: string): void;
  /** Called once, also when the feed fails half way. */
  end(): Promise<void>;
  readonly rejectedCount: number;
}

const IDS_SHOWN = 5;
const ERRORS_SHOWN = 100;
/** What is rejected must be held back until all that is accepted is written. */
const ERRORS_IN_JSON = 100_000;

abstract class CountingReport {
  protected readonly counts = { accepted: 0, rejected: 0, bytes: 0 };
  protected readonly progress: Progress;

  constructor(protected readonly context: CliContext) {
    this.progress = new Progress(context.stderr);
  }

  get rejectedCount(): number {
    return this.counts.rejected;
  }

  protected count(accepted: number, bytes: number): void {
    this.counts.accepted += accepted;
    this.counts.bytes += bytes;
    this.progress.update(this.counts);
  }
}

/** For people: what is wrong at once, on standard error; the rest when it ends. */
export class TextReport extends CountingReport implements FeedReport {
  private readonly ids: string[] = [];

  constructor(
    context: CliContext,
    private readonly dryRun: boolean,
    private readonly topic: string,
  ) {
    super(context);
  }

  async accepted(articles: readonly Accepted[], bytes: number): Promise<void> {
    for (const { articleId } of articles.slice(0, IDS_SHOWN - this.ids.length)) this.ids.push(articleId);
    this.count(articles.length, bytes);
  }

  rejected({ file, line, code, message }: Rejected): void {
    this.counts.rejected++;
    if (this.counts.rejected > ERRORS_SHOWN) return;
    this.say(`${file}:${line}: ${code}: ${message}`);
  }

  passedOver(file: string): void {
    this.say(`${file}: passed over; it is no file that ends with .txt, .html, .json, .ndjson or .jsonl`);
  }

  async end(): Promise<void> {
    const { accepted, rejected, bytes } = this.counts;
    this.progress.clear();
    const articles = counted(accepted, 'article');
    const where = this.dryRun ? 'would be sent to' : 'accepted on';
    const more = accepted > this.ids.length ? [`and ${count(accepted - this.ids.length)} more`] : [];
    const ids = [...this.ids.map(plain), ...more].map((line) => `  ${line}\n`).join('');
    await write(this.context.stdout, `${articles} (${size(bytes)}) ${where} ${this.topic}\n${ids}`);
    if (rejected > 0) this.context.stderr.write(`${count(rejected)} rejected\n`);
  }

  private say(line: string): void {
    this.progress.clear();
    this.context.stderr.write(`${plain(line)}\n`);
  }
}

/** For programs: one JSON document on standard output, written as it grows. */
export class JsonReport extends CountingReport implements FeedReport {
  private readonly rejections: Rejected[] = [];
  private readonly files: string[] = [];
  private begun = false;

  async accepted(articles: readonly Accepted[], bytes: number): Promise<void> {
    this.count(articles.length, bytes);
    for (const article of articles) {
      await write(this.context.stdout, `${this.begun ? ',' : '{"accepted":['}${JSON.stringify(article)}`);
      this.begun = true;
    }
  }

  rejected({ file, line, code, message }: Rejected): void {
    this.counts.rejected++;
    if (this.rejections.length < ERRORS_IN_JSON) this.rejections.push({ file, line, code, message });
  }

  passedOver(file: string): void {
    this.files.push(file);
  }

  async end(): Promise<void> {
    this.progress.clear();
    const rest = { rejected: this.rejections, passedOver: this.files, counts: this.counts };
    const beginning = this.begun ? ']' : '{"accepted":[]';
    await write(this.context.stdout, `${beginning},${JSON.stringify(rest).slice(1)}\n`);
  }
}
