import { readPorts } from './stack-ports.ts';

describe(readPorts, () => {
  it('replaces the ports that the environment names and keeps the others', () => {
    const ports = readPorts({ CRM_PORT_GATEWAY: '8080', CRM_PORT_REDIS: '' });
    expect(ports).toMatchObject({ gateway: 8080, clients: 3101, redis: 27129 });
  });

  it.each(['0', '65536', '80a', '-1', '3.5'])('refuses %s, naming the variable', (text) => {
    expect(() => readPorts({ CRM_PORT_DEALS: text })).toThrow(`CRM_PORT_DEALS is "${text}"`);
  });

  it('refuses one port for two programs', () => {
    expect(() => readPorts({ CRM_PORT_DEALS: '3101' })).toThrow('Port 3101 is meant for two programs');
  });
});
