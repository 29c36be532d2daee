import type { FeatureNames } from '../names.ts';

export const service = ({
  thing,
  Thing,
  thingName,
  thingCode,
}: FeatureNames): string => `import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, create${Thing}, ${Thing}, RpcInput } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { newId, Transaction } from '@crm/persistence';
import { ${Thing}Repository } from './${thing}.repository.ts';

@Injectable()
export class ${Thing}Service {
  constructor(
    private readonly repository: ${Thing}Repository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError \`forbidden\` */
  async create(actor: Actor, facts: RpcInput<typeof create${Thing}>): Promise<${Thing}> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const at = this.clock.now().toISOString();
      const ${thingName} = { ...facts, id: newId(), ownerId: actor.employeeId, version: 1, createdAt: at, updatedAt: at };
      await this.repository.insert(${thingName});
      return ${thingName};
    });
  }

  /** @throws DomainError \`${thingCode}.not_found\` */
  get(actor: Actor, ${thingName}Id: string): Promise<${Thing}> {
    return this.repository.get(actor, ${thingName}Id);
  }
}
`;

export const controller = ({
  thing,
  Thing,
  Things,
  thingName,
}: FeatureNames): string => `import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import { create${Thing}, get${Thing}, type RpcInput, type RpcOutput } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ${Thing}Service } from './${thing}.service.ts';

@Controller()
export class ${Things}RpcController {
  constructor(private readonly service: ${Thing}Service) {}

  @Rpc(create${Thing})
  create(input: RpcInput<typeof create${Thing}>): Promise<RpcOutput<typeof create${Thing}>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(get${Thing})
  get({ ${thingName}Id }: RpcInput<typeof get${Thing}>): Promise<RpcOutput<typeof get${Thing}>> {
    return this.service.get(currentActor(), ${thingName}Id);
  }
}
`;

export const module = ({
  thing,
  things,
  Thing,
  Things,
}: FeatureNames): string => `import { Module } from '@nestjs/common';
import { ${Thing}Repository } from './${thing}.repository.ts';
import { ${Thing}Service } from './${thing}.service.ts';
import { ${Things}RpcController } from './${things}.rpc.controller.ts';

@Module({ controllers: [${Things}RpcController], providers: [${Thing}Repository, ${Thing}Service] })
export class ${Things}Module {}
`;
