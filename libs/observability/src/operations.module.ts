import { Controller, Get, Inject, Module, Res, type DynamicModule } from '@nestjs/common';

import type { HealthIndicator } from './health.js';
import type { Measurement } from './measurement.js';
import { renderMetrics } from './metrics.js';

const INDICATORS = Symbol('health indicators');
const MEASUREMENTS = Symbol('measurements');

/** The little of an HTTP reply that is needed here, so that no HTTP framework is named. */
interface Reply {
  status(code: number): Reply;
  type(mediaType: string): Reply;
  send(body: unknown): unknown;
}

/** `/health/live`, `/health/ready` (IETF draft health+json) and `/metrics` (Prometheus). */
@Controller()
class OperationsController {
  constructor(
    @Inject(INDICATORS) private readonly indicators: readonly HealthIndicator[],
    @Inject(MEASUREMENTS) private readonly measurements: readonly Measurement[],
  ) {}

  /** 503 when the service must be restarted. */
  @Get('health/live')
  async live(@Res() reply: Reply): Promise<void> {
    await this.answer(reply, 'live');
  }

  /** 503 while the service cannot do its work. */
  @Get('health/ready')
  async ready(@Res() reply: Reply): Promise<void> {
    await this.answer(reply, 'ready');
  }

  @Get('metrics')
  async metrics(@Res() reply: Reply): Promise<void> {
    await Promise.all(this.measurements.map((measurement) => measurement.measure()));
    const { contentType, body } = await renderMetrics();
    reply.type(contentType).send(body);
  }

  private async answer(reply: Reply, kind: 'live' | 'ready'): Promise<void> {
    const reports = await Promise.all(
      this.indicators.map(async (indicator) => ({ name: indicator.name, ...(await indicator.check(kind)) })),
    );
    const checks = reports.map(({ name, ok, detail }) => [name, [{ status: ok ? 'pass' : 'fail', output: detail }]]);
    const healthy = reports.every(({ ok }) => ok);
    reply
      .status(healthy ? 200 : 503)
      .type('application/health+json')
      .send({ status: healthy ? 'pass' : 'fail', checks: Object.fromEntries(checks) });
  }
}

/** What an operator asks of every service, over HTTP. */
@Module({})
export class OperationsModule {
  /**
   * @param indicators asked for each answer; all must be well for the service to be
   * @param measurements made before the metrics are told
   */
  static watching(indicators: readonly HealthIndicator[], measurements: readonly Measurement[] = []): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsController],
      providers: [
        { provide: INDICATORS, useValue: indicators },
        { provide: MEASUREMENTS, useValue: measurements },
      ],
    };
  }
}
