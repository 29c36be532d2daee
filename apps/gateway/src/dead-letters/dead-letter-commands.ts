import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { loadConfig, rabbitEnvironment } from '@crm/config';
import { serviceNames } from '@crm/contracts';
import { DeadLetters } from '@crm/messaging';
import { summarise } from './summary.ts';

type Print = (result: object) => void;

interface Chosen {
  readonly service?: string;
  readonly id?: string;
  readonly first?: number;
  readonly all?: boolean;
}

/** Every program that takes events. */
const takers = [...serviceNames, 'gateway'];
const brokerEnvironment = z.object(rabbitEnvironment);

/** `crm dlq …`: what becomes of events that a service gave up. Each prints one line of JSON per service or letter. */
export function deadLetterCommands(print: Print): Command {
  const dlq = new Command('dlq').description('Events that a service gave up');
  dlq
    .command('list')
    .description('How many there are of which event, and why')
    .action(() => list(print));
  dlq
    .command('show')
    .description('One of them, or the first of each service, with their content')
    .argument('[id]', 'id of the event')
    .addOption(serviceOption())
    .option('--first <count>', 'of each service', positive, 10)
    .action((id: string | undefined, chosen: Chosen) => show({ ...chosen, ...(id !== undefined && { id }) }, print));
  dlq
    .command('replay')
    .description('Send them to their service again, as if they had never failed')
    .addOption(serviceOption())
    .option('--id <id>', 'only the event with this id')
    .action((chosen: Chosen) => replay(chosen, print));
  dlq
    .command('drop')
    .description('Forget them for good')
    .addOption(serviceOption())
    .option('--id <id>', 'only the event with this id')
    .option('--all', 'all of them')
    .action((chosen: Chosen) => drop(chosen, print));
  return dlq;
}

const serviceOption = (): Option => new Option('--service <name>', 'of one service alone').choices(takers);

function positive(text: string): number {
  const parsed = z.coerce.number().int().min(1).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('It must be a whole number above 0.');
  return parsed.data;
}

const list = (print: Print): Promise<void> =>
  forEachService({}, async (letters, service) => print(summarise(service, await letters.read({ service }))));

const show = ({ id, first, ...chosen }: Chosen, print: Print): Promise<void> =>
  forEachService(chosen, async (letters, service) => {
    const found = await letters.read({ service, id });
    found.slice(0, first).forEach(print);
  });

const replay = ({ id, ...chosen }: Chosen, print: Print): Promise<void> =>
  forEachService(chosen, async (letters, service) =>
    print({ service, replayed: await letters.replay({ service, id }), left: (await letters.read({ service })).length }),
  );

async function drop({ id, all, ...chosen }: Chosen, print: Print): Promise<void> {
  if (id === undefined && all !== true) throw new Error('Say which: --id ID, or --all');
  await forEachService(chosen, async (letters, service) =>
    print({ service, dropped: await letters.drop({ service, id }) }),
  );
}

async function forEachService(
  { service }: Chosen,
  work: (letters: DeadLetters, service: string) => Promise<void>,
): Promise<void> {
  const letters = await DeadLetters.open({ url: loadConfig(brokerEnvironment).RABBITMQ_URL });
  try {
    for (const name of service === undefined ? takers : [service]) await work(letters, name);
  } finally {
    await letters.close();
  }
}
