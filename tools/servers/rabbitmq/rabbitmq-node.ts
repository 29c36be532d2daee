import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { askPort } from '../../ports/ask-port.ts';
import { ServerProcess } from '../../processes/server-process.ts';

export interface RabbitmqNodeOptions {
  binary: string;
  directory: string;
  /** Where clients connect. */
  port: number;
  /** Where other nodes and the command line tools connect. */
  distributionPort: number;
  epmdPort: number;
  /** Unique among the nodes that share a port mapper, as `crm@127.0.0.1`: an address, so that no name has to be resolved. */
  nodeName: string;
  /** The secret that the nodes of one cluster share; one of its own by default. */
  cookie?: string;
  /** Further lines of its configuration. */
  settings?: readonly string[];
  signal?: AbortSignal | undefined;
}

export interface RabbitmqNode {
  url: string;
  /** With this environment `rabbitmqctl` speaks to the node. */
  environment: NodeJS.ProcessEnv;
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** Where a node of ours will answer that listens on this port. */
export const rabbitmqUrl = (port: number): string => `amqp://guest:guest@127.0.0.1:${port}`;

/** Starts a RabbitMQ node that listens on 127.0.0.1 only and reads no settings of the machine's own installation. */
export async function startRabbitmqNode(options: RabbitmqNodeOptions): Promise<RabbitmqNode> {
  const { directory, port, signal } = options;
  writeSettings(options);
  const environment = rabbitmqEnvironment(options);
  const server = await ServerProcess.start({
    title: 'RabbitMQ',
    command: options.binary,
    args: ['-noinput'],
    environment,
    port,
    directory,
    fileName: 'rabbitmq',
  });
  await server.untilReady(() => speaksAmqp(port), { timeout: 90_000, signal });
  return { url: rabbitmqUrl(port), environment, exited: server.exited, stop: () => server.stop() };
}

function writeSettings({ directory, port, cookie, settings = [] }: RabbitmqNodeOptions): void {
  mkdirSync(join(directory, 'home'), { recursive: true });
  const cookieFile = join(directory, 'home', '.erlang.cookie');
  if (cookie !== undefined && !existsSync(cookieFile)) writeFileSync(cookieFile, cookie, { mode: 0o400 });
  const lines = [`listeners.tcp.local = 127.0.0.1:${port}`, ...settings];
  writeFileSync(join(directory, 'rabbitmq.conf'), lines.map((line) => `${line}\n`).join(''));
  writeFileSync(join(directory, 'rabbitmq-env.conf'), '');
  writeFileSync(join(directory, 'enabled_plugins'), '[].\n');
}

function rabbitmqEnvironment(options: RabbitmqNodeOptions): NodeJS.ProcessEnv {
  const { directory } = options;
  return {
    ...process.env,
    // Erlang keeps the cookie, the shared secret of nodes and tools, in the home directory.
    HOME: join(directory, 'home'),
    ERL_EPMD_PORT: String(options.epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: options.nodeName,
    RABBITMQ_USE_LONGNAME: 'true',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(options.port),
    RABBITMQ_DIST_PORT: String(options.distributionPort),
    RABBITMQ_MNESIA_BASE: join(directory, 'data'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: join(directory, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(directory, 'rabbitmq-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'enabled_plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // The start script then becomes the node, so its process id is the node's and a signal reaches it.
    RABBITMQ_ALLOW_INPUT: '1',
  };
}

/** A broker answers the protocol header with its first frame, a method (type 1), once it takes connections. */
async function speaksAmqp(port: number): Promise<boolean> {
  const answer = await askPort(port, 'AMQP\u0000\u0000\u0009\u0001');
  return answer?.[0] === 1;
}
