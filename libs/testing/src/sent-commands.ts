import type { Connection } from 'mongoose';

export interface SentCommand {
  readonly name: string;
  /** As it went over the wire. */
  readonly command: Readonly<Record<string, unknown>>;
}

/** What the connection has sent to MongoDB during the work, in this order. */
export async function sentCommands(connection: Connection, work: () => Promise<unknown>): Promise<SentCommand[]> {
  const sent: SentCommand[] = [];
  const client = connection.getClient();
  const record = ({ commandName, command }: { commandName: string; command: object }): void => {
    sent.push({ name: commandName, command: { ...command } });
  };
  client.on('commandStarted', record);
  try {
    await work();
    return sent;
  } finally {
    client.off('commandStarted', record);
  }
}
