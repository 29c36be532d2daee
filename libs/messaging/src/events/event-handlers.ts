import type { MessageHandler } from '@nestjs/microservices';
import { from, isObservable, lastValueFrom } from 'rxjs';
import type { AnyEventContract, EventMessage } from '@crm/contracts';

/** What `@OnEvent` tells the transport beside the names of the events. */
export interface HandlerExtras extends Record<string, unknown> {
  readonly contracts: readonly AnyEventContract[];
}

interface Reaction {
  readonly contract: AnyEventContract;
  readonly handlers: MessageHandler[];
}

/** The reactions of a service to events, by the type of the event. */
export class EventHandlers {
  readonly #reactions = new Map<string, Reaction>();

  /** @throws Error for a handler that was bound by something else than `@OnEvent`. */
  add(type: string, handler: MessageHandler, { contracts }: Partial<HandlerExtras>): void {
    const contract = contracts?.find((candidate) => candidate.type === type);
    if (!contract) throw new Error(`The handler of ${type} names no contract: bind it with @OnEvent`);
    const reaction = this.#reactions.get(type) ?? { contract, handlers: [] };
    reaction.handlers.push(handler);
    this.#reactions.set(type, reaction);
  }

  get contracts(): readonly AnyEventContract[] {
    return Array.from(this.#reactions.values(), ({ contract }) => contract);
  }

  contractOf(type: string): AnyEventContract | undefined {
    return this.#reactions.get(type)?.contract;
  }

  /** Runs the handlers one after another, as they write in one transaction. */
  async run(event: EventMessage): Promise<void> {
    for (const handler of this.#reactions.get(event.type)?.handlers ?? []) {
      const outcome: unknown = await handler(event);
      await lastValueFrom(isObservable(outcome) ? outcome : from([outcome]), { defaultValue: undefined });
    }
  }
}
