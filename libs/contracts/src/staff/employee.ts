import { z } from 'zod';
import { Email, Id, Line, TimeZone, Version } from '../primitives.ts';

/** `leaving`: his work is being handed over, nothing new may come to him. `dismissed`: nothing is left with him. */
export const EmployeeStatus = z.enum(['active', 'leaving', 'dismissed']).meta({ id: 'EmployeeStatus' });

/** A person who works for us. Not the same as an account: not every employee signs in. */
export const Employee = z
  .strictObject({
    id: Id,
    name: Line(200),
    email: Email.nullable(),
    position: z.string().trim().max(120).nullable(),
    departmentId: Id,
    timeZone: TimeZone,
    status: EmployeeStatus,
    version: Version,
  })
  .meta({ id: 'Employee' });
export type Employee = z.output<typeof Employee>;

/** As much of an employee as other records show beside his id. */
export const EmployeeName = z.strictObject({ id: Id, name: z.string() }).meta({ id: 'EmployeeName' });
export type EmployeeName = z.output<typeof EmployeeName>;
