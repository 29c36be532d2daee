import 'reflect-metadata';
import { UseFilters, applyDecorators } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { AnyEventContract, EventOf } from '@crm/contracts';
import { PassErrorOn } from '../pass-error-on.ts';
import type { HandlerExtras } from './event-handlers.ts';

/** One event of several, told apart by its `type`. */
type EventOfEach<Contract> = Contract extends AnyEventContract ? EventOf<Contract> : never;
type Handler<Contract extends AnyEventContract> = (event: EventOfEach<Contract>) => Promise<void>;

/**
 * Makes a controller's method react to an event, or to several; it gets the event with its data read by the contract.
 * Returning means that it took effect. A `DomainError` means that no repetition would help: the event goes to the dead
 * letters. Anything else is tried again after a pause.
 */
export function OnEvent<const Contract extends AnyEventContract>(contract: Contract | readonly Contract[]) {
  const contracts: readonly AnyEventContract[] = Array.isArray(contract) ? contract : [contract];
  const extras: HandlerExtras = { contracts };
  const decorate = applyDecorators(
    EventPattern(
      contracts.map(({ type }) => type),
      extras,
    ),
    UseFilters(new PassErrorOn()),
  );
  return <Method extends Handler<Contract>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    Payload()(target, name, 0);
    decorate(target, name, descriptor);
  };
}
