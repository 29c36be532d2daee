import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { askPort } from '../ports/ask-port.ts';
import { findFreePort } from '../ports/free-ports.ts';
import { identify } from './process-identity.ts';
import { ServerProcess } from './server-process.ts';

describe(ServerProcess, () => {
  let directory: string;
  let port: number;
  let running: ServerProcess[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'crm-process-'));
    port = await findFreePort();
    running = [];
  });

  afterEach(async () => {
    for (const server of running) await server.stop(1_000);
    rmSync(directory, { recursive: true, force: true });
  });

  const answers = async (): Promise<boolean> => (await askPort(port, 'hello')) !== undefined;
  const echoes = "require('net').createServer((s) => s.pipe(s)).listen(PORT, '127.0.0.1')";

  async function start(program: string): Promise<ServerProcess> {
    const args = ['-e', program.replace('PORT', String(port))];
    const server = await ServerProcess.start({
      title: 'Echo',
      command: process.execPath,
      args,
      port,
      directory,
      fileName: 'echo',
    });
    running.push(server);
    return server;
  }

  it('ends what an earlier run has left running before it starts anew', async () => {
    const left = await start(echoes);
    await left.untilReady(answers, { timeout: 10_000 });

    const next = await start(echoes);
    await next.untilReady(answers, { timeout: 10_000 });

    expect(identify(left.pid)).toBeUndefined();
    expect(next.pid).not.toBe(left.pid);
  });

  it('shows the last words of a program that ends instead of starting', async () => {
    const server = await start('console.log("no disk"); process.exit(3)');
    await expect(server.untilReady(answers, { timeout: 10_000 })).rejects.toThrow(/Echo ended instead[^]*no disk/);
  });

  it('ends a frozen program that ignores the request, and leaves no file about it', async () => {
    const server = await start(`process.on('SIGTERM', () => {}); ${echoes}`);
    await server.untilReady(answers, { timeout: 10_000 });
    server.send('SIGSTOP');

    await server.stop(200);

    expect(await server.exited).toBe('SIGKILL');
    expect(readdirSync(directory)).toEqual(['echo.log']);
  });

  it('names the holder of a port that is taken, and the variable to change', async () => {
    const holder = await start(echoes);
    await holder.untilReady(answers, { timeout: 10_000 });
    const other = ServerProcess.start({
      title: 'Other',
      command: 'node',
      args: [],
      port,
      directory,
      fileName: 'other',
    });
    await expect(other).rejects.toThrow(new RegExp(`Port ${port}.*process ${holder.pid}.*CRM_PORT_OTHER`));
  });
});
