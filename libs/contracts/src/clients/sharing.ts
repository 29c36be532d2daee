import { z } from 'zod';
import { Id, Line, Version } from '../primitives.ts';

/** Somebody who works with a client beside his owner, and the part that he plays. He may change the client too. */
export const TeamMember = z.strictObject({ employeeId: Id, part: Line(80) }).meta({ id: 'TeamMember' });
export type TeamMember = z.output<typeof TeamMember>;

/** Whom a client was shown to: he reads the client with his whole history. */
export const ClientGrant = z
  .strictObject({ kind: z.enum(['employee', 'department']), id: Id })
  .meta({ id: 'ClientGrant' });
export type ClientGrant = z.output<typeof ClientGrant>;

/** Who works with a client and who else reads him. A part of the client: the version is his. */
export const ClientSharing = z
  .strictObject({
    id: Id.describe('The client'),
    ownerId: Id,
    departmentId: Id,
    team: z.array(TeamMember),
    grants: z.array(ClientGrant),
    version: Version,
  })
  .meta({ id: 'ClientSharing' });
export type ClientSharing = z.output<typeof ClientSharing>;

/** One step in changing who works with a client or reads him. Repeated, it changes nothing. */
export const SharingStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('join'), ...TeamMember.shape }),
  z.strictObject({ step: z.literal('leave'), employeeId: Id }),
  z.strictObject({ step: z.literal('grant'), ...ClientGrant.shape }),
  z.strictObject({ step: z.literal('withdraw'), ...ClientGrant.shape }),
]);
export type SharingStep = z.output<typeof SharingStep>;
