/** What a program tells while something else has the terminal: kept until the terminal is free, told as it comes from then on. */
export class KeptOutput {
  #text = '';
  #isOpen = false;
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Everything so far, told or kept. */
  get text(): string {
    return this.#text;
  }

  add(chunk: string): void {
    this.#text += chunk;
    if (this.#isOpen) this.#write(chunk);
  }

  /** @param title told before what was kept, the first time */
  open(title = ''): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#write(title + this.#text);
  }
}
