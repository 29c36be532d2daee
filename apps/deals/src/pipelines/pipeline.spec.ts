import {
  closingStage,
  definePipeline,
  firstStage,
  stageByCode,
  stageById,
  type PipelineDefinition,
} from './pipeline.ts';
import { salesPipeline } from './sales-pipeline.ts';

type StageDefinition = PipelineDefinition['stages'][number];

const name = { ru: 'Этап', en: 'Stage' };
const open: StageDefinition = { code: 'request', name, kind: 'open', probability: 10 };
const won: StageDefinition = { code: 'won', name, kind: 'won', probability: 100 };
const lost: StageDefinition = { code: 'lost', name, kind: 'lost', probability: 0 };

const ids = (): (() => string) => {
  let last = 0;
  return () => (last += 1).toString().padStart(24, '0');
};

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

const define = (stages: StageDefinition[]) => definePipeline({ code: 'tender', name, stages }, ids());

describe(definePipeline, () => {
  it('gives the stages ids of their own and their places in the order', () => {
    const { id, stages } = define([open, won, lost]);
    expect(stages.map(({ code, position }) => [code, position])).toEqual([
      ['request', 0],
      ['won', 1],
      ['lost', 2],
    ]);
    expect(new Set([id, ...stages.map((stage) => stage.id)]).size).toBe(4);
  });

  it('accepts the pipeline that every installation begins with', () => {
    expect(definePipeline(salesPipeline, ids()).stages).toHaveLength(7);
  });

  it.each([
    { stages: [won, lost], problem: 'needs an open stage' },
    { stages: [open, lost], problem: 'needs exactly one won stage' },
    { stages: [open, won, { ...won, code: 'won-again' }, lost], problem: 'needs exactly one won stage' },
    { stages: [open, won], problem: 'needs exactly one lost stage' },
    { stages: [open, open, won, lost], problem: 'repeats the code of a stage' },
  ])('refuses a pipeline that $problem', ({ stages, problem }) => {
    expect(refusalOf(() => define(stages))).toMatchObject({
      code: 'invalid',
      details: { code: 'tender', issues: [{ path: ['stages'], message: problem }] },
    });
  });
});

describe('the stages of a pipeline', () => {
  const pipeline = define([{ ...won, code: 'signed' }, open, { ...open, code: 'offer' }, lost]);

  it('begins in the first open stage, wherever the closing ones stand', () => {
    expect(firstStage(pipeline).code).toBe('request');
  });

  it.each([
    ['won', 'signed'],
    ['lost', 'lost'],
  ] as const)('ends a %s deal in the stage "%s"', (outcome, code) => {
    expect(closingStage(pipeline, outcome).code).toBe(code);
  });

  it('finds a stage by id and by code', () => {
    const offer = stageByCode(pipeline, 'offer');
    expect(stageById(pipeline, offer.id)).toBe(offer);
  });

  it('knows no stage of another pipeline', () => {
    expect(() => stageById(pipeline, 'f'.repeat(24))).toThrow('deal.stage_unknown');
    expect(() => stageByCode(pipeline, 'demo')).toThrow('deal.stage_unknown');
  });
});
