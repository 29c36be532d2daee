import type { Scenario } from '../run/scenario.ts';
import { rightCards } from './c1-cards.ts';
import { badWeather } from './f12-bad-weather.ts';
import { crashPoints } from './f3-crash-points.ts';
import { emptyRedis } from './f8-empty-redis.ts';
import { failingTransactions } from './f5-failing-transactions.ts';
import { halfOpen } from './f13-half-open.ts';
import { killBrokerNodes } from './f6-kill-broker-nodes.ts';
import { killPrimary } from './f4-kill-primary.ts';
import { killServices } from './f1-kill-services.ts';
import { killWorker } from './f10-kill-worker.ts';
import { lostConsumers } from './f14-lost-consumers.ts';
import { lostUpdates } from './f22-lost-updates.ts';
import { noBroker } from './f7-no-broker.ts';
import { noRedis } from './f9-no-redis.ts';
import { poison } from './f16-poison.ts';
import { rollingRestart } from './f2-rolling-restart.ts';
import { sameKey } from './f20-same-key.ts';
import { slowConsumers } from './f17-slow-consumers.ts';

/** Every fault that can be tried, in the order of the matrix. */
export const scenarios: readonly Scenario[] = [
  ...[killServices, rollingRestart, crashPoints, killPrimary, failingTransactions, killBrokerNodes, noBroker],
  ...[emptyRedis, noRedis, killWorker, badWeather, halfOpen, lostConsumers, poison, slowConsumers],
  ...[sameKey, lostUpdates, rightCards],
];
