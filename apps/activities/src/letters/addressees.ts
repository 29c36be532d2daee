import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { type Employee, getEmployee } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';

/** Who people are and where letters reach them: the clients service knows, and is asked when a letter is sent. */
@Injectable()
export class Addressees {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws DomainError `employee.not_found`, `service_unavailable`, `deadline_exceeded` */
  find(employeeId: string): Promise<Employee> {
    return this.rpc.call(getEmployee, { employeeId }, { actor: systemActor });
  }
}
