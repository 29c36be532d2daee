import type { Connection } from 'mongoose';

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
export async function failMongo(connection: Connection, failure: MongoFailure): Promise<void> {
  await connection.db?.admin().command({
    configureFailPoint: 'failCommand',
    mode: failure.times === undefined ? 'alwaysOn' : { times: failure.times },
    data: {
      failCommands: [failure.command],
      ...(failure.carriedOut
        ? { writeConcernError: { code: failure.errorCode, errmsg: 'as the test wants it' } }
        : { errorCode: failure.errorCode }),
      ...(failure.labels && { errorLabels: failure.labels }),
      appName: connection.name,
    },
  });
}

export async function healMongo(connection: Connection): Promise<void> {
  await connection.db?.admin().command({ configureFailPoint: 'failCommand', mode: 'off' });
}
