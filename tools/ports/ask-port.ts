import { connect } from 'node:net';

/** Sends a text to a port of this machine and returns the first bytes of the answer; undefined when there is none within a second. */
export function askPort(port: number, question: string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 }, () => socket.write(question, 'latin1'));
    const finish = (answer?: Buffer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', finish);
    socket.once('error', () => finish());
    socket.once('timeout', () => finish());
    socket.once('close', () => finish());
  });
}
