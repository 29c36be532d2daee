export { assertNever } from './assert-never.ts';
export { Clock, SystemClock } from './clock.ts';
export { outageOf } from './database-outage.ts';
export { DomainError, isDomainError } from './domain-error.ts';
export { type Money, sumMoney } from './money.ts';
export { within } from './within.ts';
