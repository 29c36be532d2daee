import type { PipelineDefinition } from './pipeline.ts';

/** The pipeline that every installation begins with. */
export const salesPipeline: PipelineDefinition = {
  code: 'sales',
  name: { ru: 'Продажи', en: 'Sales' },
  stages: [
    { code: 'request', name: { ru: 'Запрос', en: 'Request' }, kind: 'open', probability: 10 },
    { code: 'qualification', name: { ru: 'Квалификация', en: 'Qualification' }, kind: 'open', probability: 20 },
    { code: 'presentation', name: { ru: 'Презентация', en: 'Presentation' }, kind: 'open', probability: 40 },
    { code: 'offer', name: { ru: 'Предложение', en: 'Offer' }, kind: 'open', probability: 60 },
    { code: 'negotiation', name: { ru: 'Переговоры', en: 'Negotiation' }, kind: 'open', probability: 80 },
    { code: 'won', name: { ru: 'Выиграна', en: 'Won' }, kind: 'won', probability: 100 },
    { code: 'lost', name: { ru: 'Проиграна', en: 'Lost' }, kind: 'lost', probability: 0 },
  ],
};
