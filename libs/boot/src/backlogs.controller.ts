import { Controller, type Type } from '@nestjs/common';
import { currentActor, requirePermission } from '@crm/access';
import { backlogQuestions, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { Backlogs, DeadLetterCount } from '@crm/observability';

type Question = (typeof backlogQuestions)[keyof typeof backlogQuestions];

/** What lets the named program answer how its lists of work stand, and how many events it has given up. The gateway is asked by nobody over RabbitMQ. */
export const backlogControllers = (program: string): Type[] =>
  isAsked(program) ? [controllerOf(backlogQuestions[program])] : [];

const isAsked = (program: string): program is keyof typeof backlogQuestions => program in backlogQuestions;

function controllerOf(question: Question): Type {
  @Controller()
  class BacklogsController {
    constructor(
      private readonly backlogs: Backlogs,
      private readonly deadLetters: DeadLetterCount,
    ) {}

    @Rpc(question)
    async list(_nothing: object): Promise<RpcOutput<Question>> {
      requirePermission(currentActor(), 'administer');
      return { data: [...(await this.backlogs.look())], deadLetters: this.deadLetters.current() };
    }
  }
  return BacklogsController;
}
