import { Backlogs } from './backlogs.ts';
import { HealthRegistry } from './health-registry.ts';
import { metricsText } from './metrics.ts';

const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1000);

describe(Backlogs, () => {
  let health: HealthRegistry;
  let backlogs: Backlogs;

  beforeEach(() => {
    health = new HealthRegistry();
    backlogs = new Backlogs(health);
  });

  it('tells how long the oldest has waited, and whether that is too long', async () => {
    backlogs.register({ name: 'letters', limitSeconds: 60, oldest: async () => secondsAgo(600) });
    backlogs.register({ name: 'reminders', limitSeconds: 60, oldest: async () => secondsAgo(5) });
    backlogs.register({ name: 'imports', limitSeconds: 60, oldest: async () => null });
    expect(await backlogs.look()).toEqual([
      { list: 'letters', oldestAgeSeconds: 600, limitSeconds: 60, late: true },
      { list: 'reminders', oldestAgeSeconds: 5, limitSeconds: 60, late: false },
      { list: 'imports', oldestAgeSeconds: null, limitSeconds: 60, late: false },
    ]);
  });

  it('fails the check of a list that stands still, which takes no work away from the process', async () => {
    backlogs.register({ name: 'letters', limitSeconds: 60, oldest: async () => secondsAgo(600) });
    await backlogs.look();
    const { ready, checks } = await health.readiness();
    expect(ready).toBe(true);
    expect(checks).toMatchObject([
      { name: 'backlog letters', required: false, ok: false, error: expect.stringContaining('600 s') },
    ]);
  });

  it('passes again when the list moves', async () => {
    let oldest: Date | null = secondsAgo(600);
    backlogs.register({ name: 'letters', limitSeconds: 60, oldest: async () => oldest });
    await backlogs.look();
    oldest = null;
    await backlogs.look();
    expect((await health.readiness()).checks).toMatchObject([{ ok: true }]);
  });

  it('keeps what was last seen of a list that cannot be looked at, and looks at the others', async () => {
    let canLook = true;
    const oldest = async (): Promise<Date> => {
      if (!canLook) throw new Error('the database is away');
      return secondsAgo(600);
    };
    backlogs.register({ name: 'letters', limitSeconds: 60, oldest });
    backlogs.register({ name: 'reminders', limitSeconds: 60, oldest: async () => secondsAgo(5) });
    await backlogs.look();
    canLook = false;
    expect(await backlogs.look()).toMatchObject([{ late: true }, { oldestAgeSeconds: 5 }]);
  });

  it('measures lists and jobs', async () => {
    backlogs.register({ name: 'measured-list', limitSeconds: 60, oldest: async () => secondsAgo(7) });
    backlogs.register({ name: 'measured.job', limitSeconds: 60, kind: 'job', oldest: async () => secondsAgo(8) });
    await backlogs.look();
    const { body } = await metricsText();
    expect(body).toContain('crm_due_oldest_age_seconds{list="measured-list"} 7');
    expect(body).toContain('crm_jobs_oldest_due_age_seconds{job="measured.job"} 8');
  });

  it('refuses a second list of the same name', () => {
    const letters = { name: 'letters', limitSeconds: 60, oldest: async () => null };
    backlogs.register(letters);
    expect(() => backlogs.register(letters)).toThrow('registered twice');
  });
});
