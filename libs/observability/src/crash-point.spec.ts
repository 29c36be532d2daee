import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { crashPoint } from './crash-point.ts';

/** How a program ends that passes a point three times and then exits by itself. */
async function endOf(variables: Record<string, string>): Promise<string> {
  const program = `
    const { crashPoint } = await import(${JSON.stringify(new URL('crash-point.ts', import.meta.url).href)});
    for (let passage = 1; passage <= 3; passage += 1) {
      crashPoint('outbox.published');
      console.log(passage);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let passed = '';
  child.stdout.on('data', (chunk: Buffer) => (passed += chunk.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return `${passed.trim().split('\n').join(' ')} ${signal ?? 'exit'}`.trim();
}

describe(crashPoint, () => {
  it.each([
    { variables: {}, end: '1 2 3 exit' },
    { variables: { CRM_ENV: 'test' }, end: '1 2 3 exit' },
    { variables: { CRM_ENV: 'test', CRM_CRASH_AT: 'outbox.published' }, end: 'SIGKILL' },
    { variables: { CRM_ENV: 'test', CRM_CRASH_AT: 'outbox.published:3' }, end: '1 2 SIGKILL' },
    { variables: { CRM_ENV: 'test', CRM_CRASH_AT: 'outbox.published:4' }, end: '1 2 3 exit' },
    { variables: { CRM_ENV: 'test', CRM_CRASH_AT: 'outbox.marked' }, end: '1 2 3 exit' },
    { variables: { CRM_ENV: 'production', CRM_CRASH_AT: 'outbox.published' }, end: '1 2 3 exit' },
  ])('ends a program with $variables: $end', async ({ variables, end }) => {
    expect(await endOf({ CRM_ENV: '', CRM_CRASH_AT: '', ...variables })).toBe(end);
  });
});
