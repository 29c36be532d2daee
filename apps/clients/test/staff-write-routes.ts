import { NewAbsence, NewDepartment, NewEmployee, NewPosition } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { agreed, anAdministrator, type WriteRoute } from '@crm/testing';
import { trusted } from 'mongoose';
import type { AbsenceDocument } from '../src/absences/absence.schema.ts';
import { AbsenceService } from '../src/absences/absence.service.ts';
import type { DepartmentDocument } from '../src/departments/department.schema.ts';
import { DepartmentService } from '../src/departments/department.service.ts';
import type { EmployeeDocument } from '../src/employees/employee.schema.ts';
import { EmployeeService } from '../src/employees/employee.service.ts';
import type { MembershipDocument } from '../src/employees/membership.schema.ts';
import type { PositionDocument } from '../src/positions/position.schema.ts';
import { PositionService } from '../src/positions/position.service.ts';
import type { RoleDocument } from '../src/roles/role.schema.ts';
import { RoleService } from '../src/roles/role.service.ts';
import type { ClientsContext } from './clients-context.ts';
import type { Person } from './write-routes.ts';

const administrator = anAdministrator();

/** The commands by which staff changes, apart from hand-overs: departments, employees, absences, roles. */
export const staffWriteRoutes = (context: ClientsContext, colleague: Person): WriteRoute[] => [
  ...departments(context),
  ...employees(context, colleague),
  ...positions(context, colleague),
  ...absences(context),
  changeRole(context),
];

const aMark = async (): Promise<string> => newId();

function departments(context: ClientsContext): WriteRoute[] {
  const model = context.model<DepartmentDocument>('Department');
  const service = context.get(DepartmentService);
  const create = (name: string) => service.create(administrator, NewDepartment.parse({ name }));
  return [
    {
      name: 'create a department',
      target: aMark,
      write: create,
      effects: (name) => model.countDocuments({ name }),
    },
    {
      // Each moves what is below as well, so those of one department collide.
      name: 'move a department',
      perTarget: 4,
      async target() {
        const { id } = await create(newId());
        await service.create(administrator, NewDepartment.parse({ name: newId(), parentId: id }));
        return id;
      },
      async write(departmentId) {
        const { id: parentId } = await create(newId());
        return service.change(administrator, { departmentId, change: { parentId } });
      },
      async effects(departmentId) {
        const moved = await model.findById(departmentId).orFail().lean();
        const below = await model.findOne({ parentId: departmentId }).orFail().lean();
        const expected = [...moved.ancestorIds, moved._id].map(String);
        return agreed(
          moved.version - 1,
          below.ancestorIds.map(String).join() === expected.join() ? moved.version - 1 : -1,
        );
      },
    },
    {
      name: 'delete a department',
      target: async () => (await create(newId())).id,
      write: (departmentId) => service.remove(administrator, { departmentId }),
      effects: async (_id) => 1 - (await model.countDocuments({ _id })),
    },
  ];
}

function employees(context: ClientsContext, { departmentId }: Person): WriteRoute[] {
  const model = context.model<EmployeeDocument>('Employee');
  const memberships = context.model<MembershipDocument>('Membership');
  const service = context.get(EmployeeService);
  const create = (name: string) => service.create(administrator, NewEmployee.parse({ name, departmentId }));
  return [
    {
      name: 'take an employee on',
      target: aMark,
      write: create,
      async effects(name) {
        const found = await model.find({ name }).lean();
        const begun = await memberships.countDocuments({ employeeId: trusted({ $in: found.map(({ _id }) => _id) }) });
        return agreed(found.length, begun);
      },
    },
    {
      // Each ends one membership and begins the next, so those of one employee collide.
      name: 'change the position of an employee',
      perTarget: 4,
      target: async () => (await create(newId())).id,
      async write(employeeId) {
        const positionId = await context.position();
        return service.change(administrator, { employeeId, change: { positionId } });
      },
      async effects(employeeId) {
        const { version } = await model.findById(employeeId).orFail().lean();
        return agreed(version - 1, (await memberships.countDocuments({ employeeId })) - 1);
      },
    },
  ];
}

function positions(context: ClientsContext, { departmentId }: Person): WriteRoute[] {
  const model = context.model<PositionDocument>('Position');
  const service = context.get(PositionService);
  const named = (name: string) => NewPosition.parse({ name: { ru: name, en: name } });
  return [
    {
      name: 'create a position',
      target: aMark,
      write: (name) => service.create(administrator, named(name)),
      effects: (name) => model.countDocuments({ 'name.en': name }),
    },
    {
      name: 'change a position',
      perTarget: 4,
      target: () => context.position(),
      write: (positionId) => service.change(administrator, { positionId, change: named(newId()) }),
      effects: async (positionId) => (await model.findById(positionId).orFail().lean()).version - 1,
    },
    {
      name: 'delete a position',
      target: () => context.position(),
      write: (positionId) => service.remove(administrator, { positionId }),
      effects: async (_id) => 1 - (await model.countDocuments({ _id })),
    },
    {
      // The first makes the position, so loads of one target collide.
      name: 'load employees of a new position',
      perTarget: 4,
      target: aMark,
      async write(name) {
        const position = { ru: name, en: name };
        return context.staff({
          departments: [{ externalId: departmentId }],
          employees: [{ name, position, departmentExternalId: departmentId }],
        });
      },
      async effects(name) {
        const ids = (await model.find({ 'name.en': name }).lean()).map(({ _id }) => _id);
        const employees = context.model<EmployeeDocument>('Employee');
        const count = await employees.countDocuments({ name });
        return ids.length > 1
          ? -1
          : agreed(count, await employees.countDocuments({ name, positionId: ids[0] ?? null }));
      },
    },
  ];
}

function absences(context: ClientsContext): WriteRoute[] {
  const model = context.model<AbsenceDocument>('Absence');
  const service = context.get(AbsenceService);
  /** Somebody's day off, so far ahead that it is not over. */
  const planned = (employeeId: string, day: number) =>
    NewAbsence.parse({
      employeeId,
      from: new Date(Date.UTC(2040, 0, day)).toISOString(),
      to: new Date(Date.UTC(2040, 0, day + 1)).toISOString(),
    });
  const aRequest = async () => {
    const { id, actor } = await context.manager();
    return service.plan(actor, planned(id, 1));
  };
  let days = 0;
  return [
    {
      // All of one employee rely on his other absences, so they collide.
      name: 'plan an absence',
      perTarget: 4,
      target: async () => (await context.manager()).id,
      write: (employeeId) => service.plan(administrator, planned(employeeId, (days += 2))),
      effects: (employeeId) => model.countDocuments({ employeeId }),
    },
    {
      name: 'change an absence',
      perTarget: 4,
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.change(administrator, { absenceId, change: { note: newId() } }),
      effects: async (absenceId) => (await model.findById(absenceId).orFail().lean()).version - 1,
    },
    {
      name: 'decide about an absence',
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.decide(administrator, { absenceId, decision: 'approved' }),
      effects: (_id) => model.countDocuments({ _id, status: 'approved' }),
    },
    {
      name: 'end an absence',
      target: async () => (await aRequest()).id,
      write: (absenceId) => service.end(administrator, { absenceId }),
      effects: (_id) => model.countDocuments({ _id, status: 'cancelled' }),
    },
  ];
}

function changeRole(context: ClientsContext): WriteRoute {
  const model = context.model<RoleDocument>('RoleVersion');
  // Each is told apart by who has changed the role.
  return {
    name: 'change a role',
    target: aMark,
    write: (employeeId) =>
      context
        .get(RoleService)
        .change({ ...administrator, employeeId }, { role: 'marketer', change: { permissions: ['write'] } }),
    effects: (changedById) => model.countDocuments({ changedById }),
  };
}
