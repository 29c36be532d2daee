import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const downloads = 'https://fastdl.mongodb.org/';

/** Fetches MongoDB's own build for this system; false when the site cannot be reached or has none for it. */
export async function downloadMongod(target: string): Promise<boolean> {
  if (!(await isReachable(downloads))) return false;
  const directory = await mkdtemp(join(tmpdir(), 'crm-mongod-'));
  try {
    const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
    await copyFile(await MongoBinary.getPath({ downloadDir: directory }), target);
    return true;
  } catch {
    return false;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function isReachable(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(4_000) });
    return true;
  } catch {
    return false;
  }
}
