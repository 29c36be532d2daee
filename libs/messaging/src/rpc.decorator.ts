import 'reflect-metadata';
import { StandardSchemaValidationPipe, UseFilters, applyDecorators } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { AnyRpcContract, RpcInput, RpcOutput } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { PassErrorOn } from './pass-error-on.ts';

const inputPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new DomainError('invalid', {
      issues: issues.map(({ path, message }) => ({
        path: path?.map((segment) => (typeof segment === 'object' ? segment.key : segment)) ?? [],
        message,
      })),
    }),
});

type Handler<Contract extends AnyRpcContract> = (input: RpcInput<Contract>) => Promise<RpcOutput<Contract>>;

/**
 * Makes a controller's method the answer to a contract: binds the pattern, validates the input against the contract,
 * and types the method, so that a reply which does not match the contract does not compile.
 */
export function Rpc<Contract extends AnyRpcContract>(contract: Contract) {
  const decorate = applyDecorators(MessagePattern(contract.name), UseFilters(new PassErrorOn()));
  return <Method extends Handler<Contract>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    Payload({ schema: contract.input, pipes: [inputPipe] })(target, name, 0);
    decorate(target, name, descriptor);
  };
}
