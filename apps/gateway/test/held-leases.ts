import { CardMarks } from '@crm/card-sections';
import { type ServiceName, serviceNames } from '@crm/contracts';
import type { TestGateway } from './test-gateway.ts';

const PROLONGED_EVERY_MS = 300;

/** Stands in for the tellers of the three services: vouches for kept cards until it is stopped. */
export class HeldLeases {
  private readonly timer = setInterval(() => void this.prolong(), PROLONGED_EVERY_MS);
  private readonly leases = new Map<ServiceName, string>();

  private constructor(private readonly marks: CardMarks) {}

  static async of(gateway: TestGateway): Promise<HeldLeases> {
    const held = new HeldLeases(gateway.app.get(CardMarks, { strict: false }));
    await Promise.all(serviceNames.map((service) => held.hold(service)));
    return held;
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
