import { z } from 'zod';
import { Id, LocalizedName } from '../primitives.ts';

/** `open` stages hold living deals; `won` and `lost` are where a deal ends. */
export const StageKind = z.enum(['open', 'won', 'lost']).meta({ id: 'StageKind' });

export const Stage = z
  .strictObject({
    id: Id,
    code: z.string(),
    name: LocalizedName,
    kind: StageKind,
    position: z.int(),
    probability: z.int().min(0).max(100).describe('Per cent of deals that are won from here, as the pipeline expects'),
  })
  .meta({ id: 'Stage' });
export type Stage = z.output<typeof Stage>;

/** The stages that a deal goes through. */
export const Pipeline = z
  .strictObject({ id: Id, code: z.string(), name: LocalizedName, stages: z.array(Stage).min(2).max(50) })
  .meta({ id: 'Pipeline' });
export type Pipeline = z.output<typeof Pipeline>;
