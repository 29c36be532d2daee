import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, Version } from '../primitives.ts';
import { NewPosition, Position, PositionChange } from './position.ts';

/** Positions are seen by everybody who signs in and changed by administrators. The highest come first. */
export const listPositions = defineQuery('clients.list-positions', {
  input: z.strictObject(pageInput),
  output: pageOf(Position, 'PositionPage'),
  errors: ['cursor_invalid'],
});

export const getPosition = defineQuery('clients.get-position', {
  input: z.strictObject({ positionId: Id }),
  output: Position,
  errors: ['position.not_found'],
});

export const createPosition = defineCommand('clients.create-position', {
  input: NewPosition,
  output: Position,
  errors: ['forbidden', 'position.name_taken'],
});

/** Renames a position, ranks it anew, closes it or opens it again. */
export const changePosition = defineCommand('clients.change-position', {
  input: z.strictObject({ positionId: Id, expectedVersion: Version.optional(), change: PositionChange }),
  output: Position,
  errors: ['forbidden', 'position.not_found', 'position.name_taken', 'version_conflict'],
});

/** Removes a position that nobody has or has had; the refusal of another one says of how many employees it is part. */
export const deletePosition = defineCommand('clients.delete-position', {
  input: z.strictObject({ positionId: Id, expectedVersion: Version.optional() }),
  output: z.strictObject({ id: Id }),
  errors: ['forbidden', 'position.not_found', 'position.in_use', 'version_conflict'],
});
