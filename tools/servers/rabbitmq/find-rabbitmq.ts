import { findProgram, isExecutable } from '../../processes/find-program.ts';

/** Debian's wrapper on PATH refuses to run for anybody but root and its own user; this is the program behind it. */
const behindDebiansWrapper = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** The program of RabbitMQ on this machine, one that any user may run. */
export function findRabbitmq(): string | undefined {
  return isExecutable(behindDebiansWrapper) ? behindDebiansWrapper : findProgram('rabbitmq-server');
}
