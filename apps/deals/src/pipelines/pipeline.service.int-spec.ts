import { Pipeline } from '@crm/contracts';
import { migrate } from '@crm/persistence';
import { aManager, anAdministrator } from '@crm/testing';
import { startDealsContext, type DealsContext } from '../../test/deals-context.ts';
import { ClassifierService } from '../classifiers/classifier.service.ts';
import { lostReasons } from '../classifiers/lost-reasons.ts';
import { migrations } from '../migrations/index.ts';
import { PipelineService } from './pipeline.service.ts';
import { salesPipeline } from './sales-pipeline.ts';

let context: DealsContext;
let pipelines: PipelineService;
beforeAll(async () => {
  context = await startDealsContext();
  pipelines = context.get(PipelineService);
});
afterAll(() => context.stop());

const stage = (code: string, kind: 'open' | 'won' | 'lost') => ({
  code,
  kind,
  name: { ru: code, en: code },
  probability: 0,
});
const tender = (code: string) => ({
  code,
  name: { ru: 'Тендер', en: 'Tender' },
  stages: [stage('bid', 'open'), stage('awarded', 'won'), stage('rejected', 'lost')],
});

describe('what an installation begins with', () => {
  it('is the sales pipeline', async () => {
    const [first] = (await pipelines.list()).data;
    expect(Pipeline.parse(first)).toMatchObject({ code: 'sales', name: salesPipeline.name });
    expect(first!.stages).toMatchObject(salesPipeline.stages);
  });

  it('is the reasons of refusal, in their order', async () => {
    const { data } = await context.get(ClassifierService).list('lost-reason');
    expect(data).toMatchObject(lostReasons.map((reason, position) => ({ ...reason, position, archived: false })));
  });

  it('is there once, however often it is put there', async () => {
    for (const migration of migrations) await migration.up(context.service.connection);
    expect(await migrate(context.service.connection, migrations)).toEqual([]);
    expect((await pipelines.list()).data).toHaveLength(1);
    expect((await context.get(ClassifierService).list('lost-reason')).data).toHaveLength(lostReasons.length);
  });
});

describe('ensuring a pipeline', () => {
  it('adds it, and finds it when it is there', async () => {
    const added = await pipelines.ensure(anAdministrator(), tender('tender'));
    const found = await pipelines.ensure(anAdministrator(), { ...tender('tender'), name: { ru: 'Иное', en: 'Else' } });
    expect(found).toEqual(added);
    expect((await pipelines.list()).data.at(-1)).toEqual(added);
  });

  it('adds one, when several ask for it at the same time', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => pipelines.ensure(anAdministrator(), tender('auction'))),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('refuses one in which no deal could be won', async () => {
    const { stages, ...rest } = tender('endless');
    const withoutWon = { ...rest, stages: stages.filter(({ kind }) => kind !== 'won') };
    await expect(pipelines.ensure(anAdministrator(), withoutWon)).rejects.toThrow('invalid');
  });

  it('is not for managers', async () => {
    await expect(pipelines.ensure(aManager(), tender('own'))).rejects.toThrow('forbidden');
  });
});
