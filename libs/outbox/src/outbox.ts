import { Injectable } from '@nestjs/common';
import type { AnyEventContract, EventData } from '@crm/contracts';

/** Tells the other services what has become true. */
@Injectable()
export abstract class Outbox {
  /**
   * Tells a fact together with the change that made it true: it is stored in the transaction under way, and reaches the
   * broker when that is stored. Each change of a record is told once, under the version that it gave the record.
   *
   * @throws Error outside of a transaction, for an event of another service, and for data that the contract does not allow.
   */
  abstract add<Contract extends AnyEventContract>(event: Contract, ...data: EventData<Contract>[]): void;
}
