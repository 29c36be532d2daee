import type { BrokerNodes } from './broker-nodes.ts';
import type { DatabaseSet } from './database-set.ts';
import type { Layout } from './layout.ts';
import type { RedisServer } from './redis-server.ts';
import { TcpProxy, type Weather } from './tcp-proxy.ts';

export interface Servers {
  readonly databases: DatabaseSet;
  readonly brokers: BrokerNodes;
  readonly redis: RedisServer;
}

export type Link = 'mongodb' | 'rabbitmq' | 'redis';

/** Where one copy of a service finds its servers, as its environment names them. */
export interface Addresses {
  readonly mongodbUri: string;
  readonly rabbitmqUrl: string;
  readonly redisUrl: string;
}

/** The ways of one copy of a service to its servers. */
export class Links {
  readonly addresses: Addresses;
  readonly #proxies: Readonly<Partial<Record<Link, TcpProxy>>>;

  private constructor(addresses: Addresses, proxies: Partial<Record<Link, TcpProxy>>) {
    this.addresses = addresses;
    this.#proxies = proxies;
  }

  /** @param place spreads the copies over the nodes of the broker */
  static async open({ links }: Layout, servers: Servers, place: number): Promise<Links> {
    const { databases, brokers, redis } = servers;
    if (links === 'direct') {
      const rabbitmqUrl = brokers.urls(brokers.ports, place % brokers.ports.length);
      return new Links({ mongodbUri: databases.uri, rabbitmqUrl, redisUrl: urlOfRedis(redis.port) }, {});
    }
    const mongodb = await TcpProxy.to(only(databases.ports));
    const rabbitmq = await TcpProxy.to(only(brokers.ports));
    const proxies = { mongodb, rabbitmq, redis: await TcpProxy.to(redis.port) };
    const addresses = {
      // Without the direct connection the driver would go to the address that the member tells of itself.
      mongodbUri: `mongodb://127.0.0.1:${mongodb.port}/?directConnection=true`,
      rabbitmqUrl: brokers.urls([rabbitmq.port]),
      redisUrl: urlOfRedis(proxies.redis.port),
    };
    return new Links(addresses, proxies);
  }

  /** @throws Error when the layout has no proxies */
  async become(link: Link, weather: Weather): Promise<void> {
    const proxy = this.#proxies[link];
    if (!proxy) throw new Error('Weather needs a layout with proxies');
    await proxy.become(weather);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#proxies).map((proxy) => proxy.close()));
  }
}

const urlOfRedis = (port: number): string => `redis://127.0.0.1:${port}`;

function only(ports: readonly number[]): number {
  const [port, ...more] = ports;
  if (port === undefined || more.length > 0) throw new Error('A proxied layout has one server of each kind');
  return port;
}
