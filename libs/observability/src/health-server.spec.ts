import { HealthRegistry } from './health-registry.ts';
import { HealthServer } from './health-server.ts';

describe(HealthServer, () => {
  const health = new HealthRegistry();
  const server = new HealthServer(health);
  let address: string;
  let databaseDown: Error | undefined;

  beforeAll(async () => {
    health.register('database', () => {
      if (databaseDown) throw databaseDown;
    });
    address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => server.close());

  async function get(path: string) {
    const response = await fetch(address + path);
    return { status: response.status, body: await response.text() };
  }

  it('is ready while every check passes', async () => {
    const { status, body } = await get('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ ok: true, checks: [{ name: 'database', required: true, ok: true }] });
  });

  it('is alive but not ready while a dependency is down', async () => {
    databaseDown = new Error('no primary');
    const { status, body } = await get('/readyz');
    databaseDown = undefined;
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      ok: false,
      checks: [{ name: 'database', required: true, ok: false, error: 'no primary' }],
    });
    await expect(get('/livez')).resolves.toMatchObject({ status: 200 });
  });

  it('serves the metrics of the process', async () => {
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('crm_rpc_server_duration_seconds');
    expect(body).toContain('process_cpu_seconds_total');
  });

  it('knows no other address', async () => {
    await expect(get('/readyz/deep')).resolves.toMatchObject({ status: 404 });
  });
});

describe(HealthRegistry, () => {
  it('counts a check without an answer as failed', async () => {
    const health = new HealthRegistry();
    health.register('broker', () => new Promise(() => {}));
    await expect(health.readiness()).resolves.toEqual({
      ready: false,
      checks: [{ name: 'broker', required: true, ok: false, error: 'no answer within 1000 ms' }],
    });
  });

  it('stays ready without an optional dependency, and reports it', async () => {
    const health = new HealthRegistry();
    health.registerOptional('redis', () => Promise.reject(new Error('gone')));
    await expect(health.readiness()).resolves.toEqual({
      ready: true,
      checks: [{ name: 'redis', required: false, ok: false, error: 'gone' }],
    });
  });

  it('is not ready once it drains', async () => {
    const health = new HealthRegistry();
    health.startDraining();
    await expect(health.readiness()).resolves.toMatchObject({ ready: false });
  });

  it('refuses two checks of one name', () => {
    const health = new HealthRegistry();
    health.register('broker', () => {});
    expect(() => health.register('broker', () => {})).toThrow('Health check "broker" is registered twice');
  });
});
