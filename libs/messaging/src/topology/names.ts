/** Names of what the services share on the broker; a prefix lets several systems share one broker. */
export const exchanges = (prefix = '') => ({
  events: `${prefix}crm.events`,
  /** Gets what nobody has bound a queue for. */
  unrouted: `${prefix}crm.unrouted`,
  /** Gets what the broker itself gives up. */
  deadLetters: `${prefix}crm.dlx`,
});

/** The queue on which a service takes questions and commands. */
export const rpcQueue = (service: string, prefix = ''): string => `${prefix}${service}.rpc`;

/** The queue on which a service takes the events of others. */
export const eventQueue = (service: string, prefix = ''): string => `${prefix}${service}.events`;

/** Where the events wait that a service has given up, until a person has looked at them. */
export const deadLetterQueue = (service: string, prefix = ''): string => `${prefix}${service}.dlq`;

/** Where events of a service wait before they are tried again. The pause is a part of the name: another pause is another queue. */
export const pauseQueue = (queue: string, pauseMs: number): string => `${queue}.pause-${pauseMs / 1000}s`;
