import type { Notification } from '@crm/contracts';
import { streamEvents } from '../generated/sdk.gen';

const FIRST_PAUSE_MS = 1_000;

const isNotification = (data: unknown): data is Notification =>
  typeof data === 'object' && data !== null && 'activityId' in data;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The employee's notifications as they come, over `fetch`: the browser's own EventSource cannot send the access token.
 * A broken connection is made anew with growing pauses; one that ended with its token, at once with a fresh token.
 * Either way it asks for what it missed by the id of the last event.
 */
export async function followNotifications(
  onNotification: (told: Notification) => void,
  signal: AbortSignal,
): Promise<void> {
  let lastEventId: string | undefined;
  while (!signal.aborted) {
    const { stream } = await streamEvents({
      signal,
      headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
      sseDefaultRetryDelay: FIRST_PAUSE_MS,
      onSseEvent: ({ id, event, data }) => {
        lastEventId = id ?? lastEventId;
        if (event === 'notification' && isNotification(data)) onNotification(data);
      },
    });
    for await (const _event of stream);
    await pause(FIRST_PAUSE_MS);
  }
}
