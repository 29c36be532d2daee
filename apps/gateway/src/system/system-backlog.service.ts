import { Injectable } from '@nestjs/common';
import { type Backlog, backlogQuestions, type SystemBacklogs } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Backlogs } from '@crm/observability';

type ProgramBacklogs = Pick<SystemBacklogs['data'][number], 'program'> & { readonly lists: readonly Backlog[] | null };

const services = ['clients', 'deals', 'activities'] as const;

/** Asks every program how its lists of work stand; one that does not answer is named and hides nothing of the others. */
@Injectable()
export class SystemBacklogService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly own: Backlogs,
  ) {}

  async list(): Promise<SystemBacklogs> {
    const answers = await Promise.all([this.ofGateway(), ...services.map((service) => this.ofService(service))]);
    return {
      data: answers.flatMap(({ program, lists }) => (lists ?? []).map((list) => ({ ...list, program }))),
      unreachable: answers.flatMap(({ program, lists }) => (lists === null ? [program] : [])),
    };
  }

  private async ofGateway(): Promise<ProgramBacklogs> {
    return { program: 'gateway', lists: await this.own.look() };
  }

  private async ofService(program: (typeof services)[number]): Promise<ProgramBacklogs> {
    const lists = await this.rpc.call(backlogQuestions[program], {}).then(
      ({ data }) => data,
      () => null,
    );
    return { program, lists };
  }
}
