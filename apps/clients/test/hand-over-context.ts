import { ClientRow, type HandOver, type HandOverBatch, type HandOverCounts } from '@crm/contracts';
import { JobQueue } from '@crm/jobs';
import { toObjectId } from '@crm/persistence';
import { anAdministrator, eventually } from '@crm/testing';
import { ClientLoadService } from '../src/clients/client-load.service.ts';
import type { ClientDocument } from '../src/clients/client.schema.ts';
import { toEmployee } from '../src/employees/employee.mapper.ts';
import { EmployeeRepository } from '../src/employees/employee.repository.ts';
import { handOverJob } from '../src/hand-overs/hand-over.job.ts';
import { toNewHandOver } from '../src/hand-overs/hand-over.mapper.ts';
import { HandOverRepository } from '../src/hand-overs/hand-over.repository.ts';
import { HandOverSweeper } from '../src/hand-overs/hand-over-sweeper.service.ts';
import { HandOverService } from '../src/hand-overs/hand-over.service.ts';
import type { HandOverDocument } from '../src/hand-overs/hand-over.schema.ts';
import { type ClientsContext, startClientsContext } from './clients-context.ts';
import { OtherServices } from './other-services.ts';

type Person = Awaited<ReturnType<ClientsContext['manager']>>;

/** A leaver with work, and who is to take it. */
export interface Pair {
  readonly leaver: Person;
  readonly successor: Person;
}

const MESSAGE = 500;

/** The clients service with hand-overs, beside stand-ins of the other two on a real broker. */
export async function startHandOverContext(): Promise<HandOverContext> {
  const services = new OtherServices();
  const context = await startClientsContext(services.queuePrefix);
  await services.start();
  // A test sweeps when it means to, not when a timer does.
  await context.get(HandOverSweeper).onApplicationShutdown();
  return new HandOverContext(context, services);
}

export class HandOverContext {
  constructor(
    readonly clients: ClientsContext,
    readonly services: OtherServices,
  ) {}

  get service(): HandOverService {
    return this.clients.get(HandOverService);
  }

  async pair(clientCount = 0): Promise<Pair> {
    const pair = { leaver: await this.clients.manager(), successor: await this.clients.manager() };
    await this.giveClients(pair.leaver, clientCount);
    return pair;
  }

  async giveClients({ id }: Person, count: number): Promise<void> {
    const rows = Array.from({ length: count }, (_, n) =>
      ClientRow.parse({ externalId: `${id}-${n}`, kind: 'person', name: `Client ${n}`, ownerId: id }),
    );
    for (let first = 0; first < count; first += MESSAGE) {
      await this.clients.get(ClientLoadService).load(anAdministrator(), { rows: rows.slice(first, first + MESSAGE) });
    }
  }

  /** Places in the teams of so many clients of somebody else. */
  async givePlaces({ id }: Person, count: number): Promise<void> {
    const owner = await this.clients.manager();
    await this.giveClients(owner, count);
    const team = [{ employeeId: toObjectId(id), part: 'Инженер' }];
    const $set = { team, readers: [owner.id, owner.departmentId, id].map(toObjectId) };
    const clients = this.clients.model<ClientDocument>('Client');
    await this.clients.change(() => clients.updateMany({ ownerId: owner.id }, { $set }).exec());
  }

  /** A record that came to somebody who leaves, as can happen when both were under way at the same moment. */
  async slipIn(leaver: Person): Promise<void> {
    const { id } = await this.clients.client(await this.clients.manager());
    const clients = this.clients.model<ClientDocument>('Client');
    await this.clients.change(() => clients.updateOne({ _id: id }, { ownerId: leaver.id }).exec());
  }

  /** A hand-over as a kill between the commit and the order of the job leaves it. */
  async storeUnordered({ leaver, successor }: Pair, previewed: HandOverCounts): Promise<string> {
    const employees = this.clients.get(EmployeeRepository);
    const people = {
      leaver: toEmployee(await employees.get(leaver.id)),
      successor: toEmployee(await employees.get(successor.id)),
    };
    const given = { kind: 'leaving', startedById: leaver.id, previewed, now: this.clients.clock.now() } as const;
    const handOver = toNewHandOver(people, given);
    await this.clients.get(HandOverRepository).insert(handOver);
    return handOver._id.toHexString();
  }

  get(handOverId: string): Promise<HandOver> {
    return this.service.get(anAdministrator(), handOverId);
  }

  eventually(
    handOverId: string,
    expected: Partial<Omit<HandOver, 'moved'>> & { moved?: Partial<HandOverCounts> },
  ): Promise<void> {
    return eventually(async () => expect(await this.get(handOverId)).toMatchObject(expected), { within: 20_000 });
  }

  /** How many clients each has, and how many moves the journal of the hand-over holds. */
  async tally({ leaver, successor }: Pair, handOverId: string) {
    const clients = this.clients.model<ClientDocument>('Client');
    return {
      leaver: await clients.countDocuments({ ownerId: leaver.id }),
      successor: await clients.countDocuments({ ownerId: successor.id }),
      journal: await this.clients.model('HandOverEntry').countDocuments({ handOverId }),
    };
  }

  async statusOf({ id }: Person): Promise<string> {
    const { status } = await this.clients.get(EmployeeRepository).get(id);
    return status;
  }

  /** Ends what a test has left unfinished, so that no worker goes on with it during the next one. */
  async endAll(): Promise<void> {
    const now = this.clients.clock.now();
    const ended = { finishedAt: now, watched: false, leaseHolder: null, leaseUntil: null };
    const handOvers = this.clients.model<HandOverDocument>('HandOver');
    const unfinished = await handOvers.find({ finishedAt: null }).lean();
    await handOvers.updateMany({}, { $set: ended });
    for (const handOver of unfinished) await eventually(() => this.expectNoRun(handOver));
  }

  /** A step in hand goes on asking the other services until it notices that its lease is gone. */
  private async expectNoRun({ _id, order }: HandOverDocument): Promise<void> {
    const job = await this.clients.get(JobQueue).progressOf(handOverJob, `hand-over-${_id.toHexString()}-${order}`);
    expect(job?.status).not.toBe('running');
  }

  async stop(): Promise<void> {
    await this.clients.stop();
    await this.services.stop();
  }
}

export const batchOf = ({ leaver, successor }: Pair, handOverId: string): HandOverBatch => ({
  handOverId,
  fromEmployeeId: leaver.id,
  toEmployeeId: successor.id,
  toDepartmentId: successor.departmentId,
  limit: 500,
});
