import type { Progress } from '../terminal/progress.ts';

export const serverNames = ['mongodb', 'rabbitmq', 'redis'] as const;

export type ServerName = (typeof serverNames)[number];

/** What the servers are for: tests may make MongoDB fail on purpose, and need not survive a loss of power. */
export type ServerPurpose = 'development' | 'test';

export type ServerPorts = Readonly<Record<ServerName, number>>;

/** How one private server is to be started. */
export interface LocalServerOptions {
  /** The program to run. */
  binary: string;
  /** Holds its data, its log and the file with its process id. */
  directory: string;
  port: number;
  purpose: ServerPurpose;
  signal?: AbortSignal | undefined;
}

/** A server that answers. */
export interface RunningServer {
  url: string;
  /** Where a private instance keeps its data; other servers keep theirs where we know nothing about it. */
  dataDirectory?: string;
  /** Tells how a private instance has ended, once it has. */
  exited?: Promise<string>;
  stop(): Promise<void>;
}

/** The three servers, from whatever source; `stop` ends only what was started here. */
export interface RunningServers {
  mongodbUri: string;
  rabbitmqUrl: string;
  redisUrl: string;
  /** Where MongoDB keeps its data, if it is a private instance. */
  mongodbDirectory?: string | undefined;
  stop(): Promise<void>;
}

export interface BringUpOptions {
  /** Holds data and logs of the private instances; one user at a time. */
  directory: string;
  ports: ServerPorts | 'free';
  purpose: ServerPurpose;
  report: Progress;
  /** Where MONGODB_URI, RABBITMQ_URL and REDIS_URL are looked up; an empty one asks for private instances. */
  environment?: NodeJS.ProcessEnv;
  /** Gives up and stops what is running already. */
  signal?: AbortSignal | undefined;
}

export const serverTitles: Readonly<Record<ServerName, string>> = {
  mongodb: 'MongoDB',
  rabbitmq: 'RabbitMQ',
  redis: 'Redis',
};

/** The variable of the environment that names a server which is there already. */
export const serverVariables: Readonly<Record<ServerName, string>> = {
  mongodb: 'MONGODB_URI',
  rabbitmq: 'RABBITMQ_URL',
  redis: 'REDIS_URL',
};
