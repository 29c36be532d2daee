import { Notification } from '@crm/contracts';
import type { ApiUser } from './api-user.ts';

/** What a user is told over his live connection, as a page that stays open would hear it. */
export class LiveNotifications {
  readonly heard: Notification[] = [];
  readonly #connection = new AbortController();

  private constructor() {}

  /** Connects; whatever is told from then on is heard. */
  static async of(user: ApiUser): Promise<LiveNotifications> {
    const live = new LiveNotifications();
    const headers = { authorization: user.authorization, accept: 'text/event-stream' };
    const response = await fetch(user.address('/me/events'), { headers, signal: live.#connection.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status} instead of live notifications`);
    void live.#listen(response.body.pipeThrough(new TextDecoderStream()));
    return live;
  }

  close(): void {
    this.#connection.abort();
  }

  async #listen(texts: ReadableStream<string>): Promise<void> {
    let rest = '';
    try {
      for await (const text of texts) {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        this.heard.push(...events.flatMap(notificationOf));
      }
    } catch (error) {
      if (!this.#connection.signal.aborted) throw error;
    }
  }
}

function notificationOf(event: string): Notification[] {
  const fields = new Map(event.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]));
  if (fields.get('event') !== 'notification') return [];
  return [Notification.parse(JSON.parse(fields.get('data') ?? ''))];
}
