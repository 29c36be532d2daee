import type { loadStaff, RpcRequest } from '@crm/contracts';
import { fold } from '../matching/fold.ts';
import type { Team, TeamPlace } from '../surveying/team.ts';
import { externalKey } from './external-key.ts';

type StaffRows = RpcRequest<typeof loadStaff>;
type DepartmentRow = StaffRows['departments'][number];
type EmployeeRow = StaffRows['employees'][number];

/** The set does not say where its offices are: these are the zones of American regions of those names. */
const zones: Readonly<Record<string, string>> = {
  central: 'America/Chicago',
  east: 'America/New_York',
  west: 'America/Los_Angeles',
};

/** The contract takes 500 employees at a time. */
const EMPLOYEES_A_MESSAGE = 400;

const officeKey = (office: string): string => externalKey('office', office);
export const teamKey = ({ office, manager }: TeamPlace): string => externalKey('team', office, manager);
export const employeeKey = (name: string): string => externalKey('employee', name);

/** An office with its teams below it; the manager of a team is its head. */
const departmentsOf = (place: TeamPlace): DepartmentRow[] => [
  { externalId: officeKey(place.office), name: place.office },
  {
    externalId: teamKey(place),
    name: `${place.office}: ${place.manager}`,
    parentExternalId: officeKey(place.office),
    headExternalId: employeeKey(place.manager),
  },
];

/** The set says who manages whom; what that is called is ours. */
const positions = {
  manager: { ru: 'Менеджер по продажам', en: 'Sales manager' },
  agent: { ru: 'Торговый представитель', en: 'Sales agent' },
} as const;

const employee = (name: string, position: EmployeeRow['position'], place: TeamPlace): EmployeeRow => ({
  externalId: employeeKey(name),
  name,
  position,
  departmentExternalId: teamKey(place),
  timeZone: zones[fold(place.office)] ?? 'UTC',
});

/** Part of a team, small enough for one message; every part names its head, who must come with his department. */
interface TeamPart {
  readonly departments: DepartmentRow[];
  readonly employees: EmployeeRow[];
}

/** Staff in as few messages as the contract allows; they can be loaded one after another. */
export function staffMessages(team: Team): StaffRows[] {
  const messages: TeamPart[] = [];
  for (const part of teamParts(team)) {
    const last = messages.at(-1);
    if (last && last.employees.length + part.employees.length <= EMPLOYEES_A_MESSAGE) {
      last.departments.push(...part.departments);
      last.employees.push(...part.employees);
    } else messages.push(part);
  }
  return messages.map(({ departments, employees }) => ({
    departments: distinct(departments),
    employees: distinct(employees),
  }));
}

function teamParts(team: Team): TeamPart[] {
  const teams = Map.groupBy(team, ([, place]) => teamKey(place));
  return [...teams.values()].flatMap((members) => {
    const place = members[0]?.[1];
    if (!place) return [];
    return inParts(members.map(([agent]) => employee(agent, positions.agent, place))).map((agents) => ({
      departments: departmentsOf(place),
      employees: [employee(place.manager, positions.manager, place), ...agents],
    }));
  });
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  const size = EMPLOYEES_A_MESSAGE - 1;
  return Array.from({ length: Math.ceil(items.length / size) }, (_unused, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** The first row of each key, in its place: an office has several teams, and a manager may be an agent too. */
function distinct<Row extends { readonly externalId: string }>(rows: readonly Row[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) if (!byKey.has(row.externalId)) byKey.set(row.externalId, row);
  return [...byKey.values()];
}
