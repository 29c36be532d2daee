import { hash } from 'node:crypto';
import type { onSendAsyncHookHandler } from 'fastify';

/** A body that is JSON already; in the types it stands for what the JSON says. */
export type JsonBytes<Body> = Buffer & { readonly says?: Body };

/**
 * Says what the bytes are, and answers a reader who has them already with 304 alone: his browser asks each time and keeps
 * what it knows when nothing has changed.
 */
export const sendBytesOnce: onSendAsyncHookHandler = async (request, reply, body) => {
  if (!Buffer.isBuffer(body)) return body;
  const tag = `"${hash('sha1', body, 'base64url')}"`;
  reply.type('application/json; charset=utf-8').header('etag', tag).header('cache-control', 'private, no-cache');
  if (!isAmong(request.headers['if-none-match'], tag)) return body;
  reply.code(304).removeHeader('content-length');
  return null;
};

/** RFC 9110, 13.1.2: weak comparison; `*` fits whatever there is. */
const isAmong = (given: string | undefined, tag: string): boolean =>
  given?.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim())) ?? false;
