import { CardMarks } from '@crm/card-sections';
import { type ServiceName, serviceNames } from '@crm/contracts';
import type { TestGateway } from './test-gateway.ts';

const PROLONGED_EVERY_MS = 300;

/** Stands in for the tellers of the three services: vouches for kept cards until it is stopped. */
export class HeldLeases {
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly marks: CardMarks,
    private readonly leases: Map<ServiceName, string>,
  ) {
    this.timer = setInterval(() => void this.prolong(), PROLONGED_EVERY_MS);
  }

  static async of(gateway: TestGateway): Promise<HeldLeases> {
    const marks = gateway.app.get(CardMarks, { strict: false });
    const taken = await Promise.all(
      serviceNames.map(
        async (service) => [service, (await marks.takeLease(service, performance.now())) ?? ''] as const,
      ),
    );
    return new HeldLeases(marks, new Map(taken));
  }

  /** As when the tellers end: what they vouched for is over within two seconds. */
  end(): void {
    clearInterval(this.timer);
  }

  private async prolong(): Promise<void> {
    for (const service of serviceNames) await this.hold(service).catch(() => undefined);
  }

  /** A lease that has run out, as in an outage of Redis, is followed by another one. */
  private async hold(service: ServiceName): Promise<void> {
    const now = performance.now();
    if (await this.marks.prolongLease(service, this.leases.get(service) ?? '', now)) return;
    const lease = await this.marks.takeLease(service, now);
    if (lease !== undefined) this.leases.set(service, lease);
  }
}
