import { generateKeyPairSync } from 'node:crypto';
import { createActorSigner, createActorVerifier } from '@crm/access';
import { type Employee, getEmployee, type RpcInput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { MessagingModule, RpcServer, rpcQueue } from '@crm/messaging';
import { newId } from '@crm/persistence';
import { testServers, uniqueName } from '@crm/testing';
import amqp from 'amqplib';

/** Stands in for the clients service on a real broker: says who people are, in the way the test wants. */
export class StaffStandIn {
  /** What is said of an employee; a DomainError is a refusal. */
  answer: (employeeId: string) => Employee = (employeeId) => anEmployee({ id: employeeId });
  private readonly queuePrefix = `${uniqueName('rpc')}.`;
  private server: RpcServer | undefined;

  /** @returns what connects the service of the test to it. */
  async start() {
    const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    const publicKey = { kty: 'OKP', crv: 'Ed25519', kid: 'activities.1', x } as const;
    const { rabbitmqUrl: url } = testServers();
    const verifyActor = createActorVerifier({ keys: [publicKey] });
    const server = new RpcServer({ url, queue: this.queue, prefetch: 20, verifyActor });
    server.addHandler(getEmployee.name, async ({ employeeId }: RpcInput<typeof getEmployee>) =>
      this.answer(employeeId),
    );
    await new Promise<void>((resolve, reject) => {
      void server.listen((error?: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
    this.server = server;
    const signActor = await createActorSigner({ ...publicKey, d });
    return MessagingModule.forRoot({ url, signActor, queuePrefix: this.queuePrefix });
  }

  async stop(): Promise<void> {
    await this.server?.close();
    const connection = await amqp.connect(testServers().rabbitmqUrl);
    const channel = await connection.createChannel();
    await channel.deleteQueue(this.queue);
    await connection.close();
  }

  private get queue(): string {
    return rpcQueue('clients', this.queuePrefix);
  }
}

/** Works here and can be written to; the test names only what matters to it. */
export const anEmployee = (given: Partial<Employee> = {}): Employee => {
  const id = given.id ?? newId();
  const rest = {
    name: 'Irina',
    positionId: null,
    departmentId: newId(),
    timeZone: 'Europe/Moscow',
    version: 1,
  } as const;
  const unsaid = {
    workingHours: [],
    skills: { sectorIds: [], regionIds: [], languages: [] },
    capacity: { clients: null, openDeals: null },
  };
  return { id, email: `${id}@firm.example`, status: 'active', ...rest, ...unsaid, ...given };
};

export const nobody = (): never => {
  throw new DomainError('employee.not_found');
};
