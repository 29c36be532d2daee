export interface ReceivedEvent {
  readonly id: string;
  readonly data: unknown;
}

interface Connection {
  readonly url: string;
  readonly authorization: string;
  readonly lastEventId?: string;
}

const fieldOf = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';

/** Reads server-sent events over a real connection. */
export class EventStream {
  readonly received: ReceivedEvent[] = [];
  ended = false;

  private constructor(private readonly connection: AbortController) {}

  static async open({ url, authorization, lastEventId }: Connection): Promise<EventStream> {
    const stream = new EventStream(new AbortController());
    const headers = { authorization, ...(lastEventId && { 'last-event-id': lastEventId }) };
    const response = await fetch(url, { headers, signal: stream.connection.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status} instead of a stream`);
    void stream.read(response.body.pipeThrough(new TextDecoderStream()));
    return stream;
  }

  get ids(): string[] {
    return this.received.map(({ id }) => id);
  }

  close(): void {
    this.connection.abort();
  }

  private async read(texts: ReadableStream<string>): Promise<void> {
    let rest = '';
    try {
      for await (const text of texts) {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) this.take(event.split('\n'));
      }
    } catch {
      // The test has closed the connection.
    }
    this.ended = true;
  }

  private take(lines: readonly string[]): void {
    if (fieldOf(lines, 'event') !== 'notification') return;
    this.received.push({ id: fieldOf(lines, 'id'), data: JSON.parse(fieldOf(lines, 'data')) as unknown });
  }
}
