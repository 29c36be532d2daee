import { runAccessBench } from './access/access-bench.ts';
import { runCardBench } from './card/card-bench.ts';
import { runCardWritesBench } from './card/writes-bench.ts';
import { runMessagingBench } from './messaging/messaging-bench.ts';

/** `npm run bench -- NAME [options]`: measures, prints a table for docs/performance.md, and stops by itself. */
const benches: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  access: runAccessBench,
  card: runCardBench,
  'card-writes': runCardWritesBench,
  messaging: runMessagingBench,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  await bench(args);
} else {
  console.error(
    `Which bench? Known: ${Object.keys(benches).join(', ')}. For example: npm run bench -- card --seconds 5`,
  );
  process.exitCode = 1;
}
