import { Injectable } from '@nestjs/common';
import { type Backlog, backlogQuestions, type SystemBacklogs } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Backlogs } from '@crm/observability';

interface ProgramBacklogs {
  readonly program: SystemBacklogs['data'][number]['program'];
  /** Null when it did not answer. */
  readonly lists: readonly Backlog[] | null;
}

interface ServiceBacklogs extends ProgramBacklogs {
  /** Null when that is not known. */
  readonly deadLetters: number | null;
}

const services = ['clients', 'deals', 'activities'] as const;

/** Asks every program how its lists of work stand; one that does not answer is named and hides nothing of the others. */
@Injectable()
export class SystemBacklogService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly own: Backlogs,
  ) {}

  async list(): Promise<SystemBacklogs> {
    const asked = services.map((service) => this.ofService(service));
    const [own, ofServices] = await Promise.all([this.ofGateway(), Promise.all(asked)]);
    const answers = [own, ...ofServices];
    return {
      data: answers.flatMap(({ program, lists }) => (lists ?? []).map((list) => ({ ...list, program }))),
      unreachable: answers.flatMap(({ program, lists }) => (lists === null ? [program] : [])),
      deadLetters: ofServices.map(({ program, deadLetters }) => ({ program, count: deadLetters })),
    };
  }

  private async ofGateway(): Promise<ProgramBacklogs> {
    return { program: 'gateway', lists: await this.own.look() };
  }

  private ofService(program: (typeof services)[number]): Promise<ServiceBacklogs> {
    return this.rpc.call(backlogQuestions[program], {}).then(
      ({ data, deadLetters = null }) => ({ program, lists: data, deadLetters }),
      () => ({ program, lists: null, deadLetters: null }),
    );
  }
}
