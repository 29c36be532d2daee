/** What a fault needs to be tried on. */
export interface Layout {
  /** Members of the MongoDB replica set. */
  readonly databases: 1 | 3;
  /** Nodes of the RabbitMQ cluster. */
  readonly brokers: 1 | 3;
  /** Copies of each service. */
  readonly copies: 1 | 2;
  /**
   * Whether each copy reaches its servers by ways of its own, on which the weather is made. MongoDB's drivers are told the
   * members' own addresses by the members, so such a cluster has a single one.
   */
  readonly links: 'direct' | 'proxied';
}

export const wholeLayout: Layout = { databases: 3, brokers: 3, copies: 2, links: 'direct' };
/** For a quick look on a small machine. */
export const smallLayout: Layout = { databases: 1, brokers: 1, copies: 1, links: 'direct' };
export const proxiedLayout: Layout = { databases: 1, brokers: 1, copies: 2, links: 'proxied' };

export const layoutName = ({ databases, brokers, copies, links }: Layout): string =>
  `${databases} mongod, ${brokers} rabbitmq, ${copies} of each service${links === 'proxied' ? ', by proxies' : ''}`;
