import { Controller } from '@nestjs/common';
import { CardSections, toPrebuilt } from '@crm/card-sections';
import { getDealsSection, type RpcInput, type RpcOutput } from '@crm/contracts';
import { type Prebuilt, Rpc } from '@crm/messaging';

@Controller()
export class CardRpcController {
  constructor(private readonly sections: CardSections<null>) {}

  /** The clients service has decided that the reader sees the client, and with him all his deals. */
  @Rpc(getDealsSection)
  async get({ clientId }: RpcInput<typeof getDealsSection>): Promise<Prebuilt<RpcOutput<typeof getDealsSection>>> {
    return toPrebuilt(await this.sections.get(clientId));
  }
}
