import { count, counted } from '../domain/count.js';

/** What a run of relabelling did. */
export interface RelabelEnd {
  readonly modelVersion: string;
  /** Sentences whose label was published. */
  readonly labelled: number;
  readonly seconds: number;
}

/** How far relabelling is. */
export class RelabelProgress {
  private labelled = 0;
  private done = 0;

  /** @param began milliseconds, of a clock that only goes forward */
  constructor(
    private readonly modelVersion: string,
    private readonly began: number,
  ) {}

  /** @param done how much of the way through all sentences is behind us */
  add(labelled: number, done: number): void {
    this.labelled += labelled;
    this.done = done;
  }

  text(now: number): string {
    const seconds = Math.max(0.001, (now - this.began) / 1_000);
    const rate = `${count(Math.round(this.labelled / seconds))} sentences/s`;
    return `${(this.done * 100).toFixed(1)} % of the sentences seen, ${count(this.labelled)} labelled, ${rate}`;
  }

  waitingText(lag: number): string {
    return `${(this.done * 100).toFixed(1)} %, ${count(this.labelled)} labelled; waiting: ${count(lag)} records come first`;
  }

  end(now: number): RelabelEnd {
    const seconds = Math.round((now - this.began) / 100) / 10;
    return { modelVersion: this.modelVersion, labelled: this.labelled, seconds };
  }

  endText({ labelled, seconds }: RelabelEnd): string {
    if (labelled === 0) return `nothing to do: ${this.modelVersion} has labelled all that is stored\n`;
    const after = '; `sitrep models compare` shows what it changes once they are stored';
    return `${counted(labelled, 'sentence')} labelled by ${this.modelVersion} in ${seconds} s${after}\n`;
  }
}
