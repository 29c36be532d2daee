import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  type RpcInput,
  type RpcOutput,
  changeContactPerson,
  createContactPerson,
  getContactPerson,
  listContactPersons,
  loadContactPersons,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { ContactPersonLoadService } from './contact-person-load.service.ts';
import { ContactPersonService } from './contact-person.service.ts';

@Controller()
export class ContactPersonsRpcController {
  constructor(
    private readonly service: ContactPersonService,
    private readonly loads: ContactPersonLoadService,
  ) {}

  @Rpc(createContactPerson)
  async create(input: RpcInput<typeof createContactPerson>): Promise<RpcOutput<typeof createContactPerson>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(changeContactPerson)
  async change(input: RpcInput<typeof changeContactPerson>): Promise<RpcOutput<typeof changeContactPerson>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(getContactPerson)
  async get(input: RpcInput<typeof getContactPerson>): Promise<RpcOutput<typeof getContactPerson>> {
    return this.service.get(currentActor(), input);
  }

  @Rpc(listContactPersons)
  async list(input: RpcInput<typeof listContactPersons>): Promise<RpcOutput<typeof listContactPersons>> {
    return this.service.list(currentActor(), input);
  }

  @Rpc(loadContactPersons)
  async load(input: RpcInput<typeof loadContactPersons>): Promise<RpcOutput<typeof loadContactPersons>> {
    return this.loads.load(currentActor(), input);
  }
}
