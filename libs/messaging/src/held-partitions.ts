import { type Logger, metrics } from '@sitrep/observability';

/** Partitions in which so many records were rejected that none more may be: somebody must look. */
export class HeldPartitions {
  private readonly reasons = new Map<string, string>();

  constructor(
    private readonly group: string,
    private readonly logger: Logger,
  ) {}

  /** Why one of them is held, or undefined. */
  get reason(): string | undefined {
    const [first] = this.reasons;
    return first && `${first[0]} is held: ${first[1]}`;
  }

  hold(topic: string, partition: number, reason: string): void {
    const name = `${topic}/${partition}`;
    if (this.reasons.has(name)) return;
    this.reasons.set(name, reason);
    this.gauge(topic, partition, 1);
    const what = 'the limit of dead letters is reached: the partition is held until its records can be taken';
    this.logger.error({ group: this.group, topic, partition, reason }, what);
  }

  /** Records of the partition were settled. */
  release(topic: string, partition: number): void {
    if (!this.reasons.delete(`${topic}/${partition}`)) return;
    this.gauge(topic, partition, 0);
    this.logger.info({ group: this.group, topic, partition }, 'the partition moves again');
  }

  /** The partitions were given away, perhaps to come back: whoever has them next finds out for himself. */
  clear(): void {
    this.reasons.clear();
    metrics.deadLetterLimitReached.reset();
  }

  private gauge(topic: string, partition: number, value: 0 | 1): void {
    metrics.deadLetterLimitReached.set({ group: this.group, topic, partition: String(partition) }, value);
  }
}
