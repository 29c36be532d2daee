import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  changeAbsence,
  decideAbsence,
  endAbsence,
  getAbsence,
  listAbsences,
  listSubstitutions,
  planAbsence,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { AbsenceService } from './absence.service.ts';
import { SubstitutionService } from './substitution.service.ts';

@Controller()
export class AbsencesRpcController {
  constructor(
    private readonly service: AbsenceService,
    private readonly substitutions: SubstitutionService,
  ) {}

  @Rpc(listAbsences)
  list(input: RpcInput<typeof listAbsences>): Promise<RpcOutput<typeof listAbsences>> {
    return this.service.list(input);
  }

  @Rpc(getAbsence)
  get(input: RpcInput<typeof getAbsence>): Promise<RpcOutput<typeof getAbsence>> {
    return this.service.get(input);
  }

  @Rpc(planAbsence)
  async plan(input: RpcInput<typeof planAbsence>): Promise<RpcOutput<typeof planAbsence>> {
    return this.service.plan(currentActor(), input);
  }

  @Rpc(changeAbsence)
  async change(input: RpcInput<typeof changeAbsence>): Promise<RpcOutput<typeof changeAbsence>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(decideAbsence)
  async decide(input: RpcInput<typeof decideAbsence>): Promise<RpcOutput<typeof decideAbsence>> {
    return this.service.decide(currentActor(), input);
  }

  @Rpc(endAbsence)
  async end(input: RpcInput<typeof endAbsence>): Promise<RpcOutput<typeof endAbsence>> {
    return this.service.end(currentActor(), input);
  }

  @Rpc(listSubstitutions)
  async listSubstitutions(input: RpcInput<typeof listSubstitutions>): Promise<RpcOutput<typeof listSubstitutions>> {
    return this.substitutions.list(currentActor(), input);
  }
}
