import { auditBegins } from '@crm/audit';
import { positionSchema } from '../positions/position.schema.ts';

/** The positions that were made of texts get the first entry of their chain. */
export const positionsAudited = auditBegins('2026-11-29-positions-audited', { Position: positionSchema });
