import { Controller, Headers, type MessageEvent, Req, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { isId } from '@crm/persistence';
import { callerOf } from '../auth/caller.ts';
import { ProblemReplies } from '../http/replies.ts';
import { LiveNotifications } from './live-notifications.ts';

const summary = 'Your notifications as they come (server-sent events)';
const description =
  'Events of type `notification`, each with a Notification as JSON and its id as the event id. Comes with the ' +
  'notifications after `Last-Event-ID` first. Ends when the access token expires: connect again with a fresh one.';

@ApiTags('me')
@ApiBearerAuth()
@Controller('me/events')
export class EventsController {
  constructor(private readonly live: LiveNotifications) {}

  @Sse()
  @RouteConfig({ stream: true })
  @ApiProduces('text/event-stream')
  @ApiOperation({ summary, description })
  @ApiHeader({ name: 'Last-Event-ID', description: 'The last notification that you have', required: false })
  @ApiResponse({ status: 200, description: summary, schema: { type: 'string' } })
  @ProblemReplies(['unauthenticated', 'service_unavailable', 'internal'])
  streamEvents(
    @Req() request: FastifyRequest,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    return this.live.of({
      caller: callerOf(request),
      requestId: request.id,
      lastEventId: lastEventId !== undefined && isId(lastEventId) ? lastEventId : undefined,
      expiresAt: new Date(request.tokenExpiresAt ?? 0),
    });
  }
}
