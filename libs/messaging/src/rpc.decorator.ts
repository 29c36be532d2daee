import 'reflect-metadata';
import { StandardSchemaValidationPipe, UseFilters, applyDecorators } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { AnyRpcContract, RpcInput, RpcOutput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { PassErrorOn } from './pass-error-on.ts';
import type { Prebuilt } from './prebuilt.ts';

const inputPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new DomainError('invalid', {
      issues: issues.map(({ path, message }) => ({
        path: path?.map((segment) => (typeof segment === 'object' ? segment.key : segment)) ?? [],
        message,
      })),
    }),
});

/** How a method answers, where it differs from others. */
export interface RpcHandling {
  /**
   * The method keeps the answers to commands that their callers repeat by itself, because it has something to do before
   * the transaction in which they are kept. Otherwise the whole method runs within that transaction.
   */
  readonly keepsAnswers?: boolean;
}

type Handler<Contract extends AnyRpcContract> = (
  input: RpcInput<Contract>,
) => Promise<RpcOutput<Contract> | Prebuilt<RpcOutput<Contract>>>;

/**
 * Makes a controller's method the answer to a contract: binds the pattern, validates the input against the contract,
 * and types the method, so that a reply which does not match the contract does not compile.
 */
export function Rpc<Contract extends AnyRpcContract>(contract: Contract, handling: RpcHandling = {}) {
  const decorate = applyDecorators(MessagePattern(contract.name, { ...handling }), UseFilters(new PassErrorOn()));
  return <Method extends Handler<Contract>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    Payload({ schema: contract.input, pipes: [inputPipe] })(target, name, 0);
    decorate(target, name, descriptor);
  };
}
