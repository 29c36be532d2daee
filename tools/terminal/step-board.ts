const terminalTick = 1_000;
const logTick = 10_000;

/** Keeps the steps that run now and shows for how long: on a terminal as one line that is rewritten, in a log as a line every 10 s. */
export class StepBoard {
  readonly #output: NodeJS.WriteStream;
  readonly #running = new Map<symbol, { label: string; since: number }>();
  #ticker: NodeJS.Timeout | undefined;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Shows the step until the returned function is called. */
  begin(label: string): () => void {
    const key = Symbol(label);
    this.#running.set(key, { label, since: performance.now() });
    this.#ticker ??= setInterval(() => this.#tick(), this.#output.isTTY ? terminalTick : logTick).unref();
    this.#redraw();
    return () => this.#end(key);
  }

  print(text: string): void {
    this.#erase();
    this.#output.write(`${text}\n`);
    this.#draw();
  }

  #end(key: symbol): void {
    this.#running.delete(key);
    if (this.#running.size === 0) {
      clearInterval(this.#ticker);
      this.#ticker = undefined;
    }
    this.#redraw();
  }

  #tick(): void {
    if (this.#output.isTTY) this.#redraw();
    else this.#output.write(`${this.#status()}\n`);
  }

  #status(): string {
    const steps = [...this.#running.values()].map(
      ({ label, since }) => `${label} ${Math.round((performance.now() - since) / 1000)} s`,
    );
    return `… ${steps.join(' · ')}`;
  }

  #redraw(): void {
    this.#erase();
    this.#draw();
  }

  #draw(): void {
    if (!this.#output.isTTY || this.#running.size === 0) return;
    // A line that is wrapped could not be rewritten. A terminal without a size says 0.
    this.#output.write(this.#status().slice(0, (this.#output.columns || 80) - 1));
  }

  #erase(): void {
    if (this.#output.isTTY) this.#output.write('\r\u001b[2K');
  }
}
