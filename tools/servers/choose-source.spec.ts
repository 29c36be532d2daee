import { chooseSource } from './choose-source.ts';

describe(chooseSource, () => {
  const all = { url: 'redis://elsewhere:6379', dockerAnswers: true, binary: '/usr/bin/redis-server' };

  it('takes a server that the environment names before anything else', () => {
    expect(chooseSource(all)).toEqual({ kind: 'environment', url: 'redis://elsewhere:6379' });
  });

  it('takes Docker before a program of the machine', () => {
    expect(chooseSource({ ...all, url: undefined })).toEqual({ kind: 'docker' });
  });

  it('counts an empty variable as absent', () => {
    expect(chooseSource({ ...all, url: '', dockerAnswers: false })).toEqual({
      kind: 'binary',
      path: '/usr/bin/redis-server',
    });
  });

  it('installs only what is nowhere', () => {
    expect(chooseSource({ url: undefined, dockerAnswers: false, binary: undefined })).toEqual({ kind: 'install' });
  });
});
