import { setTimeout as pause } from 'node:timers/promises';
import { proxiedLayout } from '../cluster/layout.ts';
import type { Link } from '../cluster/links.ts';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import { fairWeather, type Weather } from '../cluster/tcp-proxy.ts';
import { atMost, exactly, latest, type Scenario, type Stage } from '../run/scenario.ts';

const LIMIT_S = 15;
const LASTS_MS = 20_000;

const links: readonly Link[] = ['mongodb', 'rabbitmq', 'redis'];
const weathers: readonly Weather[] = [
  { kind: 'cut' },
  { kind: 'refuse' },
  { kind: 'silent' },
  { kind: 'slow', milliseconds: 2_000 },
  { kind: 'sliced', bytes: 16 },
];
/** Without these a copy cannot serve, and has to say so; Redis it can do without. */
const needed: readonly Link[] = ['mongodb', 'rabbitmq'];
const isBreaking = ({ kind }: Weather): boolean => kind === 'cut' || kind === 'refuse' || kind === 'silent';

export const badWeather: Scenario = {
  name: 'F12',
  title: 'a copy loses its way to MongoDB, RabbitMQ and Redis in turn',
  layout: proxiedLayout,
  loadSeconds: ({ seconds }) => Math.max(seconds, links.length * 40),

  async act(stage) {
    const noticed: (number | undefined)[] = [];
    const recovered: (number | undefined)[] = [];
    const pids = stage.cluster.copies.map(({ pid }) => pid);
    for (const link of links) {
      const victim = stage.random.pick(stage.cluster.copies);
      const weather = stage.random.pick(weathers);
      const times = await makeWeather(stage, victim, { link, weather });
      if (needed.includes(link) && isBreaking(weather)) noticed.push(times.noticed);
      recovered.push(times.recovered);
    }
    const restarted = stage.cluster.copies.filter(({ pid }, index) => pid !== pids[index]).length;
    return () => [
      atMost('not ready after the link broke', latest(noticed) / 1_000, { most: LIMIT_S, unit: 's' }),
      atMost('ready after it was mended', latest(recovered) / 1_000, { most: LIMIT_S, unit: 's' }),
      exactly('programs that ended', restarted, 0),
    ];
  },
};

interface Times {
  /** Milliseconds until the copy said that it was not ready; undefined when it never did. */
  readonly noticed: number | undefined;
  readonly recovered: number | undefined;
}

async function makeWeather(
  { cluster, note }: Stage,
  victim: ServiceCopy,
  { link, weather }: { link: Link; weather: Weather },
): Promise<Times> {
  const ways = cluster.linksOf(victim);
  note(`${victim.title} to ${link}: ${weather.kind}`);
  const since = performance.now();
  await ways.become(link, weather);
  const noticed = await victim.turns(false, LASTS_MS);
  await pause(Math.max(0, LASTS_MS - (performance.now() - since)));
  await ways.become(link, fairWeather);
  const recovered = await victim.turns(true, LASTS_MS * 2);
  note(`${victim.title}: not ready after ${inSeconds(noticed)}, ready again after ${inSeconds(recovered)}`);
  return { noticed, recovered };
}

const inSeconds = (time: number | undefined): string =>
  time === undefined ? 'never' : `${(time / 1_000).toFixed(1)} s`;
