/**
 * An answer that is JSON already: what a service keeps ready to send, so that neither it nor who passes it on has to read it.
 * In the contract it stands for the output that the JSON says; only who has made it of such an output may say so.
 */
export class Prebuilt<Output> {
  /** Never there: it makes one contract's answer another type than another's. */
  declare private readonly output: Output;

  /** @param note a line for whoever passes the answer on unread: what he would have to look for in it. */
  constructor(
    readonly json: Buffer,
    readonly note = '',
  ) {}

  static of<Output>(output: Output, note = ''): Prebuilt<Output> {
    return new Prebuilt(Buffer.from(JSON.stringify(output)), note);
  }
}
