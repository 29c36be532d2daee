import type { DepartmentRow, EmployeeRow, LocalizedName, NewPosition } from '@crm/contracts';
import type { Language } from './organisation.ts';
import { makePerson } from './people.ts';
import type { OfficeCode } from './places.ts';
import type { Random } from './random.ts';
import { transliterate } from './transliterate.ts';
import { WorkingCalendar } from './working-calendar.ts';

/** An employee who has clients. */
export interface Agent {
  readonly key: string;
  readonly office: OfficeCode;
  readonly language: Language;
  readonly calendar: WorkingCalendar;
  /** Leaves soon, with a large book of business to be handed over. */
  readonly isLeaving: boolean;
}

export interface Staff {
  readonly departments: readonly DepartmentRow[];
  /** What they work as, the highest first. */
  readonly positions: readonly NewPosition[];
  readonly employees: readonly EmployeeRow[];
  readonly agents: readonly Agent[];
}

interface Office {
  readonly code: OfficeCode;
  readonly name: string;
  readonly language: Language;
  readonly zone: string;
  /** Two sales departments each, with so many agents. */
  readonly departments: readonly { readonly name: string; readonly agents: number }[];
}

const offices: readonly Office[] = [
  {
    code: 'moscow',
    name: 'Московский офис',
    language: 'ru',
    zone: 'Europe/Moscow',
    departments: [
      { name: 'Отдел торговых сетей', agents: 8 },
      { name: 'Отдел промышленности', agents: 8 },
    ],
  },
  {
    code: 'urals',
    name: 'Екатеринбургский офис',
    language: 'ru',
    zone: 'Asia/Yekaterinburg',
    departments: [
      { name: 'Отдел Урала', agents: 6 },
      { name: 'Отдел Сибири', agents: 6 },
    ],
  },
  {
    code: 'dubai',
    name: 'Dubai office',
    language: 'en',
    zone: 'Asia/Dubai',
    departments: [
      { name: 'Gulf sales', agents: 6 },
      { name: 'Export sales', agents: 6 },
    ],
  },
];

const COMPANY = 'demo:department:company';
export const MAIL_DOMAIN = 'nordwerk.example';

export const agentKey = (office: OfficeCode, department: number, index: number): string =>
  `demo:employee:${office}-${department}-${index}`;
export const headKey = (office: OfficeCode, department: number): string => `demo:employee:${office}-${department}-head`;
export const centralKey = (position: string): string => `demo:employee:${position}`;
const departmentKey = (office: OfficeCode, department: number): string => `demo:department:${office}-${department}`;

/** The agent about to leave, in the department of the demo's head and manager. */
export const leavingAgentKey = agentKey('moscow', 1, 2);

const centralPositions = {
  administrator: { ru: 'Администратор системы', en: 'System administrator' },
  director: { ru: 'Коммерческий директор', en: 'Commercial director' },
  marketer: { ru: 'Маркетолог', en: 'Marketer' },
  auditor: { ru: 'Внутренний аудитор', en: 'Internal auditor' },
  integration: { ru: 'Обмен с учётной системой', en: 'Exchange with the accounting system' },
} as const;

const salesPositions = {
  head: { ru: 'Руководитель отдела', en: 'Head of department' },
  agent: { ru: 'Менеджер по продажам', en: 'Sales manager' },
} as const;

/** Directors stand above heads, heads above those who sell, and these above who keeps the system; room is left between. */
const ranked: readonly NewPosition[] = [
  { name: centralPositions.director, rank: 100 },
  { name: centralPositions.auditor, rank: 200 },
  { name: salesPositions.head, rank: 300 },
  { name: centralPositions.marketer, rank: 400 },
  { name: salesPositions.agent, rank: 500 },
  { name: centralPositions.administrator, rank: 600 },
  { name: centralPositions.integration, rank: 900 },
];

/** Three offices, six heads, forty agents, and the people of the head office. */
export function makeStaff(random: Random): Staff {
  const central = Object.entries(centralPositions).map(([code, position]) =>
    makeEmployee(random, {
      key: centralKey(code),
      position,
      departmentKey: COMPANY,
      language: 'ru',
      zone: 'Europe/Moscow',
    }),
  );
  const sales = offices.flatMap((office) => officeEmployees(random, office));
  return {
    departments: [company, ...offices.flatMap(officeDepartments)],
    positions: ranked,
    employees: [...central, ...sales],
    agents: offices.flatMap(officeAgents),
  };
}

const company: DepartmentRow = {
  externalId: COMPANY,
  name: 'Nordwerk',
  parentExternalId: null,
  headExternalId: centralKey('director'),
};

function officeDepartments({ code, name, departments }: Office): DepartmentRow[] {
  const office = { externalId: `demo:department:${code}`, name, parentExternalId: COMPANY, headExternalId: null };
  const sales = departments.map((department, index) => ({
    externalId: departmentKey(code, index + 1),
    name: department.name,
    parentExternalId: office.externalId,
    headExternalId: headKey(code, index + 1),
  }));
  return [office, ...sales];
}

function officeEmployees(random: Random, office: Office): EmployeeRow[] {
  const { code, language, zone } = office;
  return office.departments.flatMap(({ agents }, index) => {
    const department = index + 1;
    const place = { departmentKey: departmentKey(code, department), language, zone };
    const head = makeEmployee(random, {
      ...place,
      key: headKey(code, department),
      position: salesPositions.head,
    });
    const members = Array.from({ length: agents }, (_unused, at) => {
      const key = agentKey(code, department, at + 1);
      return makeEmployee(random, { ...place, key, position: salesPositions.agent });
    });
    return [head, ...members];
  });
}

/** Monday to Friday, with an hour for lunch. */
const officeHours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '09:00', to: '13:00' },
  { weekday, from: '14:00', to: '18:00' },
]);

interface Place {
  readonly key: string;
  readonly position: LocalizedName;
  readonly departmentKey: string;
  readonly language: Language;
  readonly zone: string;
}

function makeEmployee(
  random: Random,
  { key, position, departmentKey: department, language, zone }: Place,
): EmployeeRow {
  const person = makePerson(random, language);
  return {
    externalId: key,
    name: person.fullName,
    email: `${transliterate(person.mailName).replaceAll('-', '.')}@${MAIL_DOMAIN}`,
    position,
    departmentExternalId: department,
    timeZone: zone,
    status: 'active',
    workingHours: officeHours,
    skills: { sectorIds: [], regionIds: [], languages: language === 'ru' ? ['ru', 'en'] : ['en'] },
    capacity: { clients: 60, openDeals: 40 },
  };
}

function officeAgents({ code, language, zone, departments }: Office): Agent[] {
  const calendar = new WorkingCalendar(zone, language);
  return departments.flatMap(({ agents }, index) =>
    Array.from({ length: agents }, (_unused, at) => {
      const key = agentKey(code, index + 1, at + 1);
      return { key, office: code, language, calendar, isLeaving: key === leavingAgentKey };
    }),
  );
}
