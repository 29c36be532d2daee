import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  closeCommitment,
  getCommitment,
  listCommitments,
  loadCommitments,
  makeCommitment,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { KnownClientService } from '@crm/known-clients';
import { Rpc } from '@crm/messaging';
import { CommitmentLoadService } from './commitment-load.service.ts';
import { toCommitment, toMarkedCommitment } from './commitment.mapper.ts';
import { CommitmentService } from './commitment.service.ts';

@Controller()
export class CommitmentsRpcController {
  constructor(
    private readonly commitments: CommitmentService,
    private readonly loads: CommitmentLoadService,
    private readonly clients: KnownClientService,
  ) {}

  @Rpc(makeCommitment)
  async make(input: RpcInput<typeof makeCommitment>): Promise<RpcOutput<typeof makeCommitment>> {
    return toCommitment(await this.commitments.make(await this.clients.currentActor(), input));
  }

  @Rpc(closeCommitment)
  async close(input: RpcInput<typeof closeCommitment>): Promise<RpcOutput<typeof closeCommitment>> {
    return toCommitment(await this.commitments.close(await this.clients.currentActor(), input));
  }

  @Rpc(getCommitment)
  async get({ commitmentId }: RpcInput<typeof getCommitment>): Promise<RpcOutput<typeof getCommitment>> {
    return toCommitment(await this.commitments.get(await this.clients.currentActor(), commitmentId));
  }

  @Rpc(listCommitments)
  async list(filter: RpcInput<typeof listCommitments>): Promise<RpcOutput<typeof listCommitments>> {
    const actor = await this.clients.currentActor();
    const { data, ...page } = await this.commitments.list(actor, filter);
    return { ...page, data: data.map((commitment) => toMarkedCommitment(commitment, actor)) };
  }

  @Rpc(loadCommitments)
  load(input: RpcInput<typeof loadCommitments>): Promise<RpcOutput<typeof loadCommitments>> {
    return this.loads.load(currentActor(), input);
  }
}
