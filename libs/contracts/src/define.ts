import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/**
 * A question or a command between two services. One object validates the message, types the handler and the caller,
 * and documents the HTTP call that leads to it.
 */
export interface RpcContract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** `service.verb`, such as `deals.move`; what stands before the first dot names the service that answers. */
  readonly name: string;
  /** A query changes nothing. */
  readonly kind: 'query' | 'command';
  readonly input: Input;
  readonly output: Output;
  /** The refusals that the caller must expect; any other error arrives as `internal`. */
  readonly errors: readonly ErrorCode[];
  /** Milliseconds after which the caller gives up and the service does not begin any more. */
  readonly deadline: number;
}

export type AnyRpcContract = RpcContract;

/** What the handler gets: the input after validation, with defaults filled in. */
export type RpcInput<Contract extends AnyRpcContract> = z.output<Contract['input']>;
/** What the caller passes. */
export type RpcRequest<Contract extends AnyRpcContract> = z.input<Contract['input']>;
/** What the handler must return. */
export type RpcOutput<Contract extends AnyRpcContract> = z.output<Contract['output']>;

interface RpcDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly errors?: readonly ErrorCode[];
  readonly deadline?: number;
}

/** A read: 2 seconds unless said otherwise. */
export const defineQuery = <Input extends z.ZodType, Output extends z.ZodType>(
  name: string,
  definition: RpcDefinition<Input, Output>,
): RpcContract<Input, Output> => Object.freeze({ errors: [], deadline: 2_000, ...definition, name, kind: 'query' });

/** A change: 5 seconds unless said otherwise. */
export const defineCommand = <Input extends z.ZodType, Output extends z.ZodType>(
  name: string,
  definition: RpcDefinition<Input, Output>,
): RpcContract<Input, Output> => Object.freeze({ errors: [], deadline: 5_000, ...definition, name, kind: 'command' });

/** The service that answers this contract: `deals` for `deals.move`. */
export const serviceOf = (contract: AnyRpcContract): string => contract.name.slice(0, contract.name.indexOf('.'));
