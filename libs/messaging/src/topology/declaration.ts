import type { Channel, ChannelModel, Options } from 'amqplib';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { TopologyError } from './topology-error.ts';

export type Declaration =
  | {
      readonly kind: 'exchange';
      readonly name: string;
      readonly type: string;
      readonly options: Options.AssertExchange;
    }
  | { readonly kind: 'queue'; readonly name: string; readonly options: Options.AssertQueue }
  | { readonly kind: 'binding'; readonly name: string; readonly exchange: string; readonly key: string };

/**
 * Creates what is missing, in the given order. Each is declared on a channel of its own, because the broker closes the
 * channel that asks for something else than it has.
 *
 * @throws TopologyError naming the object, the setting, both values and what to do, for one that exists with others.
 */
export async function declare(connection: ChannelModel, declarations: readonly Declaration[]): Promise<void> {
  for (const declaration of declarations) {
    try {
      await onThrowAwayChannel(connection, (channel) => create(channel, declaration));
    } catch (error) {
      throw explain(declaration, error);
    }
  }
}

async function create(channel: Channel, declaration: Declaration): Promise<unknown> {
  switch (declaration.kind) {
    case 'exchange':
      return channel.assertExchange(declaration.name, declaration.type, declaration.options);
    case 'queue':
      return channel.assertQueue(declaration.name, declaration.options);
    case 'binding':
      return channel.bindQueue(declaration.name, declaration.exchange, declaration.key);
  }
}

const DIFFERENCE = /inequivalent arg '([^']+)' for .*?: received (.*) but current is (.*?)"?$/;

function explain({ kind, name }: Declaration, error: unknown): unknown {
  const [, setting, wanted = '', present = ''] = DIFFERENCE.exec(error instanceof Error ? error.message : '') ?? [];
  if (setting === undefined) return error;
  return new TopologyError(
    `The ${kind} ${name} exists with another ${setting}: this version wants ${valueIn(wanted)}, the broker has ` +
      `${valueIn(present)}. Nothing was changed. ${remedy(kind, name)}`,
  );
}

/** The broker says 'x', the value 'x' of type 'longstr', or none. */
const valueIn = (words: string): string => /'([^']*)'/.exec(words)?.[1] ?? words;

function remedy(kind: Declaration['kind'], name: string): string {
  if (kind === 'exchange') {
    return 'An exchange holds no messages: delete it while the services are stopped, and start them; they declare it anew.';
  }
  return (
    `Let the version that declared it work it off until it is empty, stop that version, delete the queue with ` +
    `"rabbitmqctl delete_queue ${name} --if-empty", and start this one, which declares it anew.`
  );
}
