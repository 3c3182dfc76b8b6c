import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { CONSUMER_GROUPS, InstanceStatus } from '@sitrep/contracts';
import type { GroupsWatch, Messaging, TopicListener, WatchedGroup } from '@sitrep/messaging';

import { InstancesBoard } from './domain/instances-board.js';
import type { PipelineSeen, PipelineState } from './ports.js';

/** Watches all groups and hears all instances, for as long as the store runs. It only ever looks. */
export class PipelineMonitor implements PipelineState, OnApplicationBootstrap, OnModuleDestroy {
  private readonly board = new InstancesBoard();
  private readonly watch: GroupsWatch;
  private readonly listener: TopicListener<InstanceStatus>;

  constructor({ watchGroups, listenTo }: Pick<Messaging, 'watchGroups' | 'listenTo'>) {
    this.watch = watchGroups(() => this.groups());
    this.listener = listenTo(InstanceStatus, (status) => this.board.hear(status, Date.now()));
  }

  onApplicationBootstrap(): void {
    this.watch.start();
    this.listener.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.watch.close(), this.listener.close()]);
  }

  now(): PipelineSeen {
    const { latest, kafkaAnswers } = this.watch;
    return {
      kafkaAnswers,
      measuredAt: latest?.at,
      groups: latest?.groups ?? [],
      instances: this.board.at(Date.now()),
    };
  }

  /** The usual groups, or what the running instances call them. */
  private groups(): readonly WatchedGroup[] {
    const instances = this.board.at(Date.now());
    return CONSUMER_GROUPS.flatMap(({ service, group, topics }) => {
      const named = new Set(instances.filter((one) => one.service === service).map((one) => one.group));
      return [...(named.size === 0 ? [group] : named)].map((name) => ({ group: name, topics }));
    });
  }
}
