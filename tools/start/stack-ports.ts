import { ensurePortFree } from '../ports/ensure-port-free.ts';
import { findFreePort } from '../ports/free-ports.ts';
import type { ServerName } from '../servers/server-types.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { serviceNames, type ServiceName } from './service-names.ts';

export type StackPorts = Readonly<Record<ServiceName | ServerName, number>>;

/** Not the servers' usual ports, which the machine's own instances may use. */
const defaultPorts: StackPorts = {
  gateway: 3100,
  clients: 3101,
  deals: 3102,
  activities: 3103,
  mongodb: 27127,
  rabbitmq: 27128,
  redis: 27129,
};

const names = ['gateway', 'clients', 'deals', 'activities', 'mongodb', 'rabbitmq', 'redis'] as const;

/**
 * The ports of a development stack; `CRM_PORT_GATEWAY` and the like replace single ones.
 * @throws ExpectedTrouble when such a variable is no port number, or two programs would get the same
 */
export function readPorts(environment: NodeJS.ProcessEnv): StackPorts {
  const ports = { ...defaultPorts };
  for (const name of names) ports[name] = readPort(portVariable(name), environment) ?? ports[name];
  const repeated = names.find((name) => names.some((other) => other !== name && ports[other] === ports[name]));
  if (repeated === undefined) return ports;
  throw new ExpectedTrouble(
    `Port ${ports[repeated]} is meant for two programs. Choose another: ${portVariable(repeated)}=<port>`,
  );
}

function readPort(variable: string, environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment[variable] ?? '';
  if (text === '') return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new ExpectedTrouble(`${variable} is "${text}", but a port is a number from 1 to 65535.`);
}

/** Ports that nobody uses at this moment, for a stack of a test. */
export async function findStackPorts(): Promise<StackPorts> {
  const ports = { ...defaultPorts };
  for (const name of names) ports[name] = await findFreePort();
  return ports;
}

/** Refuses at once, before the servers are up, a port that a service could not have; servers look after their own. */
export async function ensureServicePortsFree(ports: StackPorts): Promise<void> {
  for (const name of serviceNames) await ensurePortFree(`the service ${name}`, ports[name], portVariable(name));
}

const portVariable = (name: string): string => `CRM_PORT_${name.toUpperCase()}`;
