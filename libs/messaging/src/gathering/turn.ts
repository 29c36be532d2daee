interface Gathering<Item> {
  readonly items: Item[];
  readonly over: Promise<void>;
}

/** Collects what comes in one turn of the loop, and hands it over at the end of that turn, in the order in which it came. */
export class Turn<Item> {
  readonly #handOver: (items: readonly Item[]) => void;
  #gathering: Gathering<Item> | undefined;

  constructor(handOver: (items: readonly Item[]) => void) {
    this.#handOver = handOver;
  }

  /** @returns when all of the turn have been handed over. @throws what went wrong with that, for each of them. */
  add(item: Item): Promise<void> {
    this.#gathering ??= this.#begin();
    this.#gathering.items.push(item);
    return this.#gathering.over;
  }

  #begin(): Gathering<Item> {
    const items: Item[] = [];
    const over = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#gathering = undefined;
      this.#handOver(items);
    });
    return { items, over };
  }
}
