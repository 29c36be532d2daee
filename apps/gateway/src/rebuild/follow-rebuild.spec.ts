import type { Rebuild } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { RpcClient } from '@crm/messaging';
import { followRebuilds } from './follow-rebuild.ts';

const running: Rebuild = {
  projection: 'deals.known-clients',
  status: 'running',
  generation: 1,
  applied: 0,
  removed: 0,
  startedAt: '2026-01-01T00:00:00Z',
  finishedAt: null,
  problem: null,
};
const done: Rebuild = { ...running, status: 'done', applied: 7 };

describe(followRebuilds, () => {
  /** Follows a rebuild whose service gives these answers, one after the other. */
  async function follow(projection: string, ...answers: (Rebuild | DomainError)[]) {
    const shown: Rebuild[] = [];
    const asked: string[] = [];
    const call = async ({ name }: { readonly name: string }) => {
      asked.push(name);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const rpc = { call: call as unknown as RpcClient['call'] };
    await followRebuilds(projection, { rpc, show: (rebuild) => shown.push(rebuild), pause: async () => {} });
    return { shown, asked };
  }

  it('asks the service that keeps the projection, and shows whatever is new until it is done', async () => {
    const further = { ...running, applied: 5 };
    const { shown, asked } = await follow('deals.known-clients', running, running, further, further, done);
    expect(shown).toEqual([running, further, done]);
    expect(asked).toEqual(['deals.rebuild-projection', ...Array<string>(4).fill('deals.get-rebuild')]);
  });

  it('goes on asking while the service is away', async () => {
    const { shown } = await follow('deals.known-clients', running, new DomainError('service_unavailable'), done);
    expect(shown).toEqual([running, done]);
  });

  it('ends with any other refusal', async () => {
    const refused = follow('deals.known-clients', running, new DomainError('forbidden'));
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('rebuilds those of all services when none is named, but for services that keep none', async () => {
    const none = new DomainError('projection.not_found');
    const { asked } = await follow('known-clients', none, done, done);
    expect(asked).toEqual(['clients', 'deals', 'activities'].map((service) => `${service}.rebuild-projection`));
    await expect(follow('nothing', none, none, none)).rejects.toMatchObject({ code: 'projection.not_found' });
  });

  it('knows that no such service keeps anything', async () => {
    await expect(follow('nobody.known-clients')).rejects.toMatchObject({ code: 'projection.not_found' });
  });
});
