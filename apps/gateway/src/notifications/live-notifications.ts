import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import {
  concatMap,
  from,
  interval,
  map,
  merge,
  type Observable,
  of,
  Subject,
  takeUntil,
  throttleTime,
  timer,
} from 'rxjs';
import { listNotifications, type Notification, notificationsAfter } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import type { Caller } from '../auth/caller.ts';
import { CallerScopes } from '../auth/caller-scopes.ts';
import { NotificationCursor } from './notification-cursor.ts';
import { NotificationFeed } from './notification-feed.ts';

/** Redis only makes it faster: what it did not announce is found by asking. */
const POLL_MS = 15_000;
/** Proxies close what stays silent. */
const HEARTBEAT_MS = 20_000;
const PAGE = 100;
/** Many announcements at once cause one question. */
const announced = { leading: true, trailing: true };
const ANNOUNCEMENT_MS = 50;

export interface LiveReader {
  readonly caller: Caller;
  readonly requestId: string;
  /** The last notification that he got before the connection broke. */
  readonly lastEventId: string | undefined;
  /** Then he has to come again with a fresh token. */
  readonly expiresAt: Date;
}

@Injectable()
export class LiveNotifications implements OnModuleDestroy {
  private readonly stopping = new Subject<void>();

  constructor(
    private readonly rpc: RpcClient,
    private readonly feed: NotificationFeed,
    private readonly scopes: CallerScopes,
  ) {}

  /**
   * Notifications as they come: first what the reader missed, then what is new, with a sign of life in between.
   *
   * @throws DomainError when it cannot be found out where to begin.
   */
  async of(reader: LiveReader): Promise<Observable<MessageEvent>> {
    const cursor = await this.start(reader);
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'alive' })));
    const news = this.occasions(reader).pipe(
      concatMap(() => this.next(reader, cursor)),
      concatMap((notifications) => from(notifications)),
      map((data): MessageEvent => ({ type: 'notification', id: data.id, data })),
    );
    return merge(news, heartbeat).pipe(takeUntil(merge(timer(reader.expiresAt), this.stopping)));
  }

  /** Open connections would keep a stopping program alive; their readers come again, to another one. */
  onModuleDestroy(): void {
    this.stopping.next();
  }

  /** When to ask for news: at once, when some are announced, and now and then in any case. */
  private occasions({ caller }: LiveReader): Observable<unknown> {
    const announcements = this.feed.announcementsFor(caller.actor.employeeId);
    return merge(of('connected'), interval(POLL_MS), announcements).pipe(
      throttleTime(ANNOUNCEMENT_MS, undefined, announced),
    );
  }

  /** Without an id to go on from, the reader gets what comes from now on: the rest is in his list. */
  private async start(reader: LiveReader): Promise<NotificationCursor> {
    if (reader.lastEventId !== undefined) return new NotificationCursor(reader.lastEventId);
    const page = await this.as(reader, () => this.rpc.call(listNotifications, { limit: 1 }));
    return new NotificationCursor(page.data[0]?.id ?? null);
  }

  private async next(reader: LiveReader, cursor: NotificationCursor): Promise<Notification[]> {
    try {
      return await this.as(reader, () => this.ask(cursor));
    } catch (error) {
      if (isDomainError(error) && error.code === 'unauthenticated') throw error;
      return [];
    }
  }

  private async ask(cursor: NotificationCursor): Promise<Notification[]> {
    const fresh: Notification[] = [];
    for (let afterId = cursor.after; ;) {
      const { data } = await this.rpc.call(notificationsAfter, { afterId, limit: PAGE });
      fresh.push(...cursor.accept(data));
      afterId = data.at(-1)?.id ?? afterId;
      if (data.length < PAGE) return fresh;
    }
  }

  /** The connection outlives the minute for which a service accepts a token, so each question gets a fresh one. */
  private as<T>({ caller, requestId }: LiveReader, work: () => Promise<T>): Promise<T> {
    return this.scopes.run(caller.actor.accountId, requestId, work);
  }
}
