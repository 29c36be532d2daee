import { LoadClient } from './load-client.ts';
import type { LoadOptions } from './options.ts';

/** The load as a process of its own, so that nothing that is done to the system holds it up. It is told what to do by one argument. */
const options = JSON.parse(process.argv[2] ?? '') as LoadOptions;
const client = await LoadClient.open(options);
const tell = (word: string): void => void process.send?.(word);
process.on('message', (word) => word === 'enough' && client.end());
await client.run(
  () => tell('started'),
  () => tell('over'),
);
process.exit();
