import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  changePosition,
  createPosition,
  deletePosition,
  getPosition,
  listPositions,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { PositionService } from './position.service.ts';

@Controller()
export class PositionsRpcController {
  constructor(private readonly service: PositionService) {}

  @Rpc(listPositions)
  list(input: RpcInput<typeof listPositions>): Promise<RpcOutput<typeof listPositions>> {
    return this.service.list(input);
  }

  @Rpc(getPosition)
  get(input: RpcInput<typeof getPosition>): Promise<RpcOutput<typeof getPosition>> {
    return this.service.get(input);
  }

  @Rpc(createPosition)
  async create(input: RpcInput<typeof createPosition>): Promise<RpcOutput<typeof createPosition>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(changePosition)
  async change(input: RpcInput<typeof changePosition>): Promise<RpcOutput<typeof changePosition>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(deletePosition)
  async remove(input: RpcInput<typeof deletePosition>): Promise<RpcOutput<typeof deletePosition>> {
    return this.service.remove(currentActor(), input);
  }
}
