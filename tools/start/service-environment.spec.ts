import { onTopOf } from './service-environment.ts';

describe(onTopOf, () => {
  it('keeps the variables that are meant for the commands away from the services', () => {
    const environment = { PATH: '/bin', CRM_PORT_GATEWAY: '8080', PORT: '1' };
    expect(onTopOf(environment, { CRM_ENV: 'development', PORT: '3100' })).toEqual({
      PATH: '/bin',
      CRM_ENV: 'development',
      PORT: '3100',
    });
  });
});
