import type { Connection } from 'mongoose';
import { endTurn, hasTurn, takeTurn } from './fail-point-turns.ts';

export interface MongoFailure {
  /** Name of the command, such as `commitTransaction`. */
  readonly command: string;
  readonly errorCode: number;
  /** How many commands fail; all until `healMongo` when left out. */
  readonly times?: number;
  readonly labels?: readonly string[];
  /** The command takes effect all the same; only its answer says otherwise. */
  readonly carriedOut?: true;
}

/** Makes MongoDB refuse commands of this context alone, as it would during an election. */
export function failMongo(connection: Connection, failure: MongoFailure): Promise<void> {
  return disturbMongo(connection, failure.times === undefined ? 'alwaysOn' : { times: failure.times }, {
    failCommands: [failure.command],
    ...(failure.carriedOut
      ? { writeConcernError: { code: failure.errorCode, errmsg: 'as the test wants it' } }
      : { errorCode: failure.errorCode }),
    ...(failure.labels && { errorLabels: failure.labels }),
  });
}

/** Makes MongoDB hold these commands of this context for so many milliseconds before it carries them out. */
export function slowMongo(connection: Connection, commands: readonly string[], blockTimeMS: number): Promise<void> {
  return disturbMongo(connection, 'alwaysOn', { failCommands: commands, blockConnection: true, blockTimeMS });
}

export async function healMongo(connection: Connection): Promise<void> {
  if (!hasTurn(connection)) return;
  await connection.db?.admin().command({ configureFailPoint: 'failCommand', mode: 'off' });
  await endTurn(connection);
}

type Mode = 'alwaysOn' | { readonly times: number } | { readonly activationProbability: number };

/** @param data of the fail point `failCommand`, as MongoDB's own tests write it. */
export async function disturbMongo(connection: Connection, mode: Mode, data: object): Promise<void> {
  await takeTurn(connection);
  const failPoint = { configureFailPoint: 'failCommand', mode, data: { ...data, appName: connection.name } };
  await connection.db?.admin().command(failPoint);
}
