import type { Logger } from '@sitrep/observability';
import { metrics } from '@sitrep/observability';
import type { Consumer } from 'kafkajs';

import { backOffMs } from './back-off.js';

interface Wait {
  attempt: number;
  timer: NodeJS.Timeout | undefined;
}

const SAY_AGAIN_MS = 30_000;

/**
 * Partitions that wait for something outside: fetching of each is paused and resumed with back-off, for ever if it
 * must. The others go on, and so do the heartbeats.
 */
export class PartitionWaits {
  private readonly waits = new Map<string, Wait>();
  private lastSaid = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly consumer: Pick<Consumer, 'pause' | 'resume'>,
    private readonly group: string,
    private readonly logger: Logger,
  ) {}

  /** Whether the partition is paused: what was fetched before must not be worked on. */
  isWaiting(topic: string, partition: number): boolean {
    return this.waits.get(`${topic}/${partition}`)?.timer !== undefined;
  }

  /** Pauses the partition until the next attempt. */
  wait(topic: string, partition: number, reason: string): void {
    const name = `${topic}/${partition}`;
    const wait = this.waits.get(name) ?? { attempt: 0, timer: undefined };
    this.waits.set(name, wait);
    wait.attempt++;
    const ms = backOffMs(wait.attempt, Math.random());
    this.say(name, wait.attempt, ms, reason);
    metrics.waiting.set({ group: this.group }, 1);
    this.change('pause', topic, partition);
    clearTimeout(wait.timer);
    wait.timer = setTimeout(() => {
      wait.timer = undefined;
      this.change('resume', topic, partition);
    }, ms);
  }

  /** Records of the partition were settled: whatever it waited for is back. */
  moved(topic: string, partition: number): void {
    if (this.waits.delete(`${topic}/${partition}`) && this.nobodyWaits()) {
      this.logger.info({ topic, partition }, 'what was waited for is back');
    }
  }

  /** The group gave us these partitions, and no others: what waits elsewhere waits there. */
  retain(partitions: readonly string[]): void {
    for (const [name, { timer }] of this.waits) {
      if (partitions.includes(name)) continue;
      clearTimeout(timer);
      this.waits.delete(name);
    }
    this.nobodyWaits();
  }

  /** Ends all waiting; nothing is resumed. */
  close(): void {
    for (const { timer } of this.waits.values()) clearTimeout(timer);
  }

  private nobodyWaits(): boolean {
    if (this.waits.size > 0) return false;
    metrics.waiting.set({ group: this.group }, 0);
    this.lastSaid = Number.NEGATIVE_INFINITY;
    return true;
  }

  private change(what: 'pause' | 'resume', topic: string, partition: number): void {
    try {
      this.consumer[what]([{ topic, partitions: [partition] }]);
    } catch {
      // The consumer restarts, and begins with no partition paused.
    }
  }

  private say(name: string, attempt: number, ms: number, reason: string): void {
    const now = performance.now();
    if (now - this.lastSaid < SAY_AGAIN_MS) return;
    this.lastSaid = now;
    this.logger.warn({ partition: name, attempt, againInMs: ms, reason }, 'waiting for something outside');
  }
}
