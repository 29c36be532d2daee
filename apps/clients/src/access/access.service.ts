import { Injectable } from '@nestjs/common';
import { requireSystem, rightsInTheBeginning } from '@crm/access';
import type { Actor, resolveActor, Role, RpcInput, RpcOutput, Scopes, StandIn } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { SubstitutionService } from '../absences/substitution.service.ts';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { toEmployee } from '../employees/employee.mapper.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { goesBySubtree, type Rights, subtreeAsAll } from '../roles/role.ts';
import { RoleRepository } from '../roles/role.repository.ts';

/** Longer than the gateway remembers an answer. */
const TOLD_AHEAD_MS = 2 * 60_000;

interface Leading {
  readonly scopes: Scopes;
  readonly departmentIds: string[];
}

/** Tells the gateway what an employee may do in a role, and whose records that concerns. */
@Injectable()
export class AccessService {
  constructor(
    private readonly employees: EmployeeRepository,
    private readonly departments: DepartmentRepository,
    private readonly roles: RoleRepository,
    private readonly substitutions: SubstitutionService,
    private readonly clock: Clock,
  ) {}

  /** Only our own programs ask this: the answer decides what a person reaches. @throws DomainError `employee.not_found` */
  async resolveActor(
    actor: Actor,
    { employeeId, role }: RpcInput<typeof resolveActor>,
  ): Promise<RpcOutput<typeof resolveActor>> {
    requireSystem(actor);
    const { name, departmentId, timeZone, status } = toEmployee(await this.employees.get(employeeId));
    const { permissions, scopes, secondFactorRequired = false } = await this.rightsOf(role);
    return {
      ...{ employeeId, name, departmentId, timeZone, status },
      ...{ permissions: [...permissions], ...(await this.leading(employeeId, scopes)) },
      ...(secondFactorRequired && { secondFactorRequired }),
      standsInFor: await this.standsInFor(employeeId),
    };
  }

  /** For whom he acts now or soon: what is told is remembered for a minute, and each service looks at the moment itself. */
  private async standsInFor(employeeId: string): Promise<StandIn[]> {
    const now = this.clock.now();
    const soon = new Date(now.getTime() + TOLD_AHEAD_MS);
    const standIns = await this.substitutions.within(employeeId, { from: now, to: soon });
    if (standIns.length === 0) return [];
    const named = await this.employees.byIds(standIns.map((standIn) => standIn.employeeId));
    const names = new Map(named.map(({ _id, name }) => [_id.toHexString(), name]));
    return standIns.flatMap(({ employeeId: absentId, sectorIds, from, to }) => {
      const name = names.get(absentId);
      const period = { from: from.toISOString(), until: to.toISOString() };
      return name === undefined
        ? []
        : [{ employeeId: absentId, name, ...period, sectorIds: sectorIds && [...sectorIds] }];
    });
  }

  private async rightsOf(role: Role): Promise<Rights> {
    return role === 'system' ? rightsInTheBeginning.system : this.roles.get(role);
  }

  /**
   * The departments below somebody travel with each of his messages, so they are left out where no right goes by them; of
   * someone who heads all of them it is enough to say that.
   */
  private async leading(employeeId: string, scopes: Scopes): Promise<Leading> {
    if (!goesBySubtree(scopes)) return { scopes, departmentIds: [] };
    const departmentIds = await this.departments.idsHeadedBy(employeeId);
    const leadsAll = departmentIds.length > 0 && departmentIds.length === (await this.departments.count());
    return leadsAll ? { scopes: subtreeAsAll(scopes), departmentIds: [] } : { scopes, departmentIds };
  }
}
