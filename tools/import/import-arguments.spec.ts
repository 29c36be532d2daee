import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { files, readArguments } from './import-arguments.ts';

let folder: string;
let running: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crm-arguments-'));
  for (const file of files) writeFileSync(join(folder, `${file}.csv`), '');
  running = join(folder, 'running.json');
  const users = [
    { email: 'anna@crm.example', password: 'of anna', role: 'manager' },
    { email: 'boss@crm.example', password: 'of boss', role: 'administrator' },
  ];
  writeFileSync(running, JSON.stringify({ gateway: { url: 'http://127.0.0.1:3000' }, users }));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe(readArguments, () => {
  it('takes the system that runs here and its administrator', () => {
    expect(readArguments([folder], running)).toEqual({
      directory: folder,
      url: 'http://127.0.0.1:3000',
      email: 'boss@crm.example',
      password: 'of boss',
    });
  });

  it('knows the password of another user of it', () => {
    const given = readArguments([folder, '--email', 'anna@crm.example'], running);
    expect(given).toMatchObject({ email: 'anna@crm.example', password: 'of anna' });
  });

  it('needs nothing that runs here when everything is given', () => {
    const access = ['--url', 'https://crm.example', '--email', 'a@b.example', '--password', 'p'];
    expect(readArguments([folder, ...access], join(folder, 'none'))).toMatchObject({ url: 'https://crm.example' });
  });

  it.each([
    ['no folder', [], 'One folder is expected'],
    ['an unknown option', ['.', '--dry'], "Unknown option '--dry'"],
    ['a folder without the files', [tmpdir()], 'has no accounts.csv'],
  ])('refuses %s and says what it expects', (_what, args, reason) => {
    expect(() => readArguments(args, running)).toThrow(reason);
    expect(() => readArguments(args, running)).toThrow('npm run import -- DIR');
  });

  it('says what to do when nothing runs', () => {
    expect(() => readArguments([folder], join(folder, 'none'))).toThrow('npm start');
  });

  it('refuses a user whose password nobody knows', () => {
    expect(() => readArguments([folder, '--email', 'zoe@crm.example'], running)).toThrow('password of zoe@crm.example');
  });
});
