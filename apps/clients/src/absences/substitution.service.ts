import { Injectable } from '@nestjs/common';
import { isSystem } from '@crm/access';
import type { Actor, listSubstitutions, RpcInput, RpcOutput } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import type { Period } from './absence.ts';
import { toSubstituted } from './absence.mapper.ts';
import { AbsenceRepository } from './absence.repository.ts';
import { himself, MAX_CHAIN, nextStandIns, type StandIn } from './substitution.ts';

/** For whom somebody acts. Found out anew each time: absences begin and end by themselves. */
@Injectable()
export class SubstitutionService {
  constructor(
    private readonly absences: AbsenceRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` for the substitutions of another employee. */
  async list(
    actor: Actor,
    { employeeId }: RpcInput<typeof listSubstitutions>,
  ): Promise<RpcOutput<typeof listSubstitutions>> {
    if (actor.employeeId !== employeeId && !isSystem(actor)) throw new DomainError('forbidden', { employeeId });
    const now = this.clock.now();
    const standIns = await this.within(employeeId, { from: now, to: now });
    return {
      data: standIns.map(({ from, to, sectorIds, through, ...standIn }) => ({
        employeeId: standIn.employeeId,
        sectorIds: sectorIds && [...sectorIds],
        from: from.toISOString(),
        until: to.toISOString(),
        through: [...through],
      })),
    };
  }

  /** For whom he acts at any moment of the period, by himself or through substitutes who are absent too. */
  async within(employeeId: string, period: Period): Promise<StandIn[]> {
    const all: StandIn[] = [himself(employeeId)];
    let nearest = all;
    for (let step = 0; step < MAX_CHAIN && nearest.length > 0; step += 1) {
      const asked = nearest.map((one) => one.employeeId);
      const absences = await this.absences.substitutedBy(asked, period);
      const found = nextStandIns(nearest, absences.map(toSubstituted));
      nearest = found.filter((one) => !all.some(({ employeeId: known }) => known === one.employeeId));
      all.push(...nearest);
    }
    return all.slice(1);
  }
}
