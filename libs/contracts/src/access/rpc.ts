import { z } from 'zod';
import { access, Role } from '../actor.ts';
import { defineCommand, defineQuery } from '../define.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, TimeZone, Version } from '../primitives.ts';
import { EmployeeStatus } from '../staff/employee.ts';
import { EditableRole, RoleChange, RoleDescription, RoleDifference } from './role-description.ts';

/** What the gateway needs to know of an employee to speak for him in a role. Only our own programs may ask. */
export const resolveActor = defineQuery('clients.resolve-actor', {
  input: z.strictObject({ employeeId: Id, role: Role }),
  output: z.strictObject({
    employeeId: Id,
    name: z.string(),
    timeZone: TimeZone,
    status: EmployeeStatus,
    // Told only where it is so: it is no part of the actor, for which an older gateway would take it.
    secondFactorRequired: z.literal(true).optional(),
    ...access,
  }),
  errors: ['employee.not_found', 'forbidden'],
});

/** Roles are few: they are returned whole. Whoever signs in may know what the roles of his colleagues allow. */
export const listRoles = defineQuery('clients.list-roles', {
  input: z.strictObject({}),
  output: z.strictObject({ data: z.array(RoleDescription) }).meta({ id: 'RoleDescriptions' }),
});

export const getRole = defineQuery('clients.get-role', {
  input: z.strictObject({ role: EditableRole }),
  output: RoleDescription,
});

/** Changes what a role may do. Administrators never lose the right to administer, so that somebody can take it back. */
export const changeRole = defineCommand('clients.change-role', {
  input: z.strictObject({ role: EditableRole, expectedVersion: Version.optional(), change: RoleChange }),
  output: RoleDescription,
  errors: ['forbidden', 'role.administrator_needed', 'version_conflict'],
});

/** What a change would do, compared with the role as it is. */
export const previewRole = defineQuery('clients.preview-role', {
  input: z.strictObject({ role: EditableRole, change: RoleChange }),
  output: RoleDifference,
  errors: ['forbidden', 'role.administrator_needed'],
});

/** The role as it was after each change, the latest first. */
export const listRoleVersions = defineQuery('clients.list-role-versions', {
  input: z.strictObject({ ...pageInput, role: EditableRole }),
  output: pageOf(RoleDescription, 'RoleDescriptionPage'),
  errors: ['forbidden', 'cursor_invalid'],
});
