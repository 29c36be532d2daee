import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import amqp from 'amqplib';
import { rpcQueue } from '@crm/messaging';
import { measure, type Measurement, type Target } from '../../measuring/measure.ts';
import type { MessagingBenchOptions } from '../options.ts';

export const BARE = 'Fastify alone';
export const PLAIN = "Nest's transport as it comes";
export const OURS = 'our transport';

const QUEUE_PREFIX = 'bench-calls.';
const plainQueue = 'bench-calls.plain';

interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly message: { readonly url?: string };
}

async function start(file: string, environment: Record<string, string>): Promise<Program> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [Program['message']];
  if (child.pid === undefined) throw new Error(`${file} did not start`);
  return { process: child, pid: child.pid, message };
}

/** An empty request through HTTP, RabbitMQ and one service, against the same without RabbitMQ and over Nest's own transport. */
export async function measureCalls(url: string, options: MessagingBenchOptions): Promise<Measurement[]> {
  const programs: Program[] = [];
  const program = async (file: string, transport: string, queue: string): Promise<Program> => {
    const environment = { TRANSPORT: transport, RABBITMQ_URL: url, QUEUE: queue, QUEUE_PREFIX };
    const started = await start(file, environment);
    programs.push(started);
    return started;
  };
  try {
    const ourQueue = rpcQueue('bench', QUEUE_PREFIX);
    const targets = [
      targetOf(BARE, await program('front.ts', 'bare', '')),
      targetOf(PLAIN, await program('front.ts', 'plain', plainQueue), await program('service.ts', 'plain', plainQueue)),
      targetOf(OURS, await program('front.ts', 'ours', ourQueue), await program('service.ts', 'ours', ourQueue)),
    ];
    return await inTurns(targets, options);
  } finally {
    for (const { process: child } of programs) child.kill('SIGTERM');
    await removeQueues(url);
  }
}

function targetOf(name: string, front: Program, service?: Program): Target {
  const processes = { front: front.pid, ...(service && { service: service.pid }) };
  return { name, url: front.message.url ?? '', headers: {}, processes };
}

async function inTurns(targets: Target[], options: MessagingBenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const nextPath = (): string => '/empty';
  for (const target of targets) await measure(target, { connections: 8, seconds: 2, nextPath });
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const connections of options.writers) {
      for (const target of targets) {
        measurements.push(await measure(target, { connections, seconds: options.seconds, nextPath }));
      }
    }
  }
  return measurements;
}

async function removeQueues(url: string): Promise<void> {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel();
  await channel.deleteQueue(plainQueue);
  await channel.deleteQueue(rpcQueue('bench', QUEUE_PREFIX));
  await connection.close();
}
