import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ClassifierValues } from '@crm/contracts';
import { eventually } from '@crm/testing';

import { ApiUser } from '../../e2e/api-user.ts';

import { identify } from '../processes/process-identity.ts';
import { silentProgress } from '../terminal/progress.ts';
import type { RunningStack } from './running-stack.ts';
import { serviceNames } from './service-names.ts';
import { startStack } from './start-stack.ts';

describe(startStack, () => {
  let directory: string;
  let stack: RunningStack;
  const lines: string[] = [];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'crm-stack-'));
    stack = await startStack({
      directory,
      ports: 'free',
      demo: false,
      report: { ...silentProgress, line: (text) => lines.push(text) },
      environment: {},
    });
  }, 300_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('starts four services that are ready, with one administrator who can sign in', async () => {
    for (const name of serviceNames) expect((await fetch(`${stack.services[name].url}/readyz`)).status).toBe(200);
    const [administrator] = stack.users;
    expect(administrator).toMatchObject({ role: 'administrator' });
    const answer = await fetch(`${stack.gatewayUrl}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: administrator?.email, password: administrator?.password }),
    });
    expect(answer.status).toBe(200);
  });

  it('keeps the letters that the services send, and delivers none', async () => {
    const [administrator] = stack.users;
    if (!administrator) throw new Error('Nobody can sign in');
    const user = await ApiUser.signIn(stack.gatewayUrl, administrator);
    const kinds = await user.get('/classifiers/kind', ClassifierValues);
    const reminder = { localTime: new Date(Date.now() + 3_000).toISOString().slice(0, -1), timeZone: 'UTC' };
    const plannedAt = new Date(Date.now() + 3_600_000).toISOString();
    const call = { type: 'interaction', subject: 'Позвонить', kindId: kinds.data[0]?.id, plannedAt, reminder };
    expect(await user.ask('/activities', { body: call })).toMatchObject({ status: 201 });
    await eventually(() => expect(stack.letters).toHaveLength(1), { within: 30_000 });
    expect(stack.letters).toMatchObject([{ to: [administrator.email], subject: 'Напоминание: Позвонить' }]);
    expect(readdirSync(join(directory, 'mail'))).toHaveLength(1);
  }, 60_000);

  it('starts a service again that was killed, and says so', async () => {
    const { pid } = stack.services.deals;
    stack.kill('deals', 'SIGKILL');
    await eventually(() => expect(stack.services.deals.pid).not.toBe(pid), { within: 30_000 });
    expect(lines).toContainEqual(expect.stringMatching(/^! deals has ended unexpectedly \(SIGKILL\).* in 1 s/));
    await eventually(async () => expect((await fetch(`${stack.services.deals.url}/readyz`)).status).toBe(200), {
      within: 30_000,
    });
  });

  it('leaves no process behind when it is stopped', async () => {
    const pids = serviceNames.map((name) => stack.services[name].pid);
    const mongod = JSON.parse(readFileSync(join(directory, 'mongodb', 'mongodb.pid'), 'utf8')) as { pid: number };
    await stack.stop();
    expect([...pids, mongod.pid].map(identify)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
