import { migrate } from '@crm/persistence';
import { aManager, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { seedClassifiers } from '../migrations/2026-11-23-seed-classifiers.ts';
import { ClassifierService } from './classifier.service.ts';

describe(ClassifierService, () => {
  let context: ClientsContext;
  let classifiers: ClassifierService;
  beforeAll(async () => {
    context = await startClientsContext();
    classifiers = context.get(ClassifierService);
  });
  afterAll(() => context.stop());

  const codes = async (classifier: 'sector' | 'region' | 'source'): Promise<string[]> => {
    const { data } = await classifiers.list({ classifier });
    return data.map(({ code }) => code);
  };

  it('begins with sectors, countries and sources', async () => {
    expect((await codes('sector')).slice(0, 2)).toEqual(['technology', 'medical']);
    expect(await codes('region')).toEqual(expect.arrayContaining(['ru', 'kz', 'us']));
    expect(await codes('source')).toContain('recommendation');
  });

  it('adds what is missing, behind what is there, and changes nothing else', async () => {
    const values = [
      { code: 'retail', name: { ru: 'Переименовано', en: 'Renamed' } },
      { code: 'agriculture', name: { ru: 'Сельское хозяйство', en: 'Agriculture' } },
    ];
    const before = await codes('sector');
    const [one, other] = await Promise.all([
      classifiers.ensure(anAdministrator(), { classifier: 'sector', values }),
      classifiers.ensure(anAdministrator(), { classifier: 'sector', values }),
    ]);
    expect(one).toEqual(other);
    expect(one.data.map(({ code }) => code)).toEqual([...before, 'agriculture']);
    expect(one.data.find(({ code }) => code === 'retail')!.name.en).toBe('Retail');
  });

  it('is seeded once more without an effect', async () => {
    const before = await classifiers.list({ classifier: 'region' });
    await seedClassifiers.up(context.service.connection);
    expect(await migrate(context.service.connection, [seedClassifiers])).toEqual([]);
    expect(await classifiers.list({ classifier: 'region' })).toEqual(before);
  });

  it('is extended by those who load', async () => {
    expect(() => classifiers.ensure(aManager(), { classifier: 'sector', values: [] })).toThrow('forbidden');
  });
});
