import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { isPortFree } from '../ports/free-ports.ts';
import { findProgram } from './find-program.ts';
import { identify } from './process-identity.ts';

/** Listens, then ends its first thread alone: what a program of several threads looks like for a moment while it ends. */
const endsItsFirstThread = `
import ctypes, socket, threading, time
server = socket.create_server(('127.0.0.1', 0))
threading.Thread(target=time.sleep, args=(60,)).start()
print(server.getsockname()[1], flush=True)
ctypes.CDLL(None).pthread_exit(None)
`;

const python = findProgram('python3');
const itWithPython = python === undefined ? it.skip : it;

describe(identify, () => {
  itWithPython('knows a process as long as one of its threads can hold a port', async () => {
    const child = spawn(python ?? '', ['-c', endsItsFirstThread], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = child.pid ?? 0;
    try {
      expect(await isPortFree(Number(line))).toBe(false);
      expect(identify(pid)).toMatchObject({ pid });
    } finally {
      child.kill('SIGKILL');
      await exit;
    }
    expect(identify(pid)).toBeUndefined();
  });
});
