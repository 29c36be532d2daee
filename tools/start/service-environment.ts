import type { InstallationKeys } from '../keys/generate-keys.ts';
import type { RunningServers } from '../servers/server-types.ts';
import { keyVariables } from './keys.ts';
import type { ServiceName } from './service-names.ts';
import type { StackPorts } from './stack-ports.ts';

export interface StackSettings {
  servers: Omit<RunningServers, 'stop'>;
  ports: StackPorts;
  keys: InstallationKeys;
  /** The mail server that letters go to; without one none are sent. */
  smtpUrl?: string;
  /** First part of the name of each database. */
  databasePrefix: string;
  /** Further settings of the gateway. */
  gateway?: Readonly<Record<string, string>>;
}

/** For a gateway that machines ask as fast as they can, all in the name of a few users. */
export const withoutRequestLimits = {
  READS_PER_MINUTE: '0',
  WRITES_PER_MINUTE: '0',
  PROGRAM_READS_PER_MINUTE: '0',
  PROGRAM_WRITES_PER_MINUTE: '0',
  STRANGER_REQUESTS_PER_MINUTE: '0',
};

/** The variables that one service of a development stack is started with. */
export function serviceVariables(name: ServiceName, settings: StackSettings): Record<string, string> {
  const { servers, ports, keys, databasePrefix } = settings;
  return {
    CRM_ENV: 'development',
    CRM_DATABASE_PREFIX: databasePrefix,
    HOST: '127.0.0.1',
    PORT: String(ports[name]),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    MONGODB_URI: servers.mongodbUri,
    RABBITMQ_URL: servers.rabbitmqUrl,
    REDIS_URL: servers.redisUrl,
    ...keyVariables(keys, name),
    ...(name === 'gateway' && { COOKIE_SECURE: 'false', ...settings.gateway }),
    ...(sendsLetters(name) && settings.smtpUrl !== undefined && mailVariables(settings.smtpUrl, ports)),
  };
}

/** The gateway invites people, and the activities service reminds them. */
const sendsLetters = (name: ServiceName): boolean => name === 'gateway' || name === 'activities';

const mailVariables = (smtpUrl: string, ports: StackPorts) => ({
  SMTP_URL: smtpUrl,
  MAIL_FROM: 'CRM <crm@crm.example>',
  PUBLIC_URL: `http://127.0.0.1:${ports.gateway}`,
});

/** Our variables on top of the caller's, whose `CRM_…` are meant for the commands: a service refuses those that it does not know. */
export function onTopOf(environment: NodeJS.ProcessEnv, variables: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(environment).filter(([name]) => !name.startsWith('CRM_'));
  return { ...Object.fromEntries(inherited), ...variables };
}
