import { Backlogs, HealthRegistry } from '@crm/observability';
import { openConnection } from '@crm/persistence';
import { type ServiceContext, testServers } from '@crm/testing';
import { OutboxBell } from '../src/outbox-bell.ts';
import { outboxDefaults, type OutboxSettings } from '../src/outbox-settings.ts';
import { OutboxRelay } from '../src/relay/outbox-relay.ts';
import { OutboxWatch } from '../src/relay/outbox-watch.ts';
import { PartitionLeases } from '../src/relay/partition-leases.ts';
import { RelayProgress } from '../src/relay/relay-progress.ts';
import { RelayRound } from '../src/relay/relay-round.ts';
import { UnrelayedEvents } from '../src/relay/unrelayed-events.ts';
import type { BrokerDouble } from './broker-double.ts';

/** The relay of one process on the database of a context, with a connection of its own, as another process would have. */
export async function startRelayProcess(
  context: ServiceContext,
  broker: BrokerDouble,
  given: Partial<OutboxSettings> = {},
) {
  const { name } = context.connection;
  const address = testServers().mongodbUri;
  const connection = await openConnection(`${address}${address.includes('?') ? '&' : '?'}appName=${name}`, name);
  const settings = { ...outboxDefaults, service: 'deals' as const, ...given };
  const bell = new OutboxBell();
  const health = new HealthRegistry();
  const leases = new PartitionLeases(connection, settings);
  const unrelayed = new UnrelayedEvents(connection, settings);
  const progress = new RelayProgress(unrelayed, leases, health, new Backlogs(health), settings);
  const round = new RelayRound(leases, unrelayed, broker);
  const relay = new OutboxRelay(round, leases, bell, progress, broker, settings);
  const watch = new OutboxWatch(connection, bell);
  await relay.start();
  watch.open();
  progress.start();

  const end = async (): Promise<void> => {
    progress.stop();
    await watch.close();
    await relay.stop().catch(() => {});
    await connection.close();
  };
  return {
    bell,
    health,
    leases,
    progress,
    unrelayed,
    stop: end,
    /** To the database, a process that was killed and one that cannot be heard are the same. */
    die: () => connection.close(true),
  };
}

export type RelayProcess = Awaited<ReturnType<typeof startRelayProcess>>;
