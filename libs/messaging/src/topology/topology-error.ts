/** What is declared differs from what the broker has: nothing was changed, and a person has to decide. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError';

  constructor(message: string) {
    super(message);
    // Its readers operate the broker: where in the code it was thrown tells them nothing.
    this.stack = this.message;
  }
}
