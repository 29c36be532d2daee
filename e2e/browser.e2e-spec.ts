import { Activity, ClientCard, Employee, listActivities, listClients, previewHandOver } from '@crm/contracts';
import { TOTP } from 'otpauth';
import type { Browser, Locator } from 'playwright-core';
import type { ApiUser } from './api-user.ts';
import { ProviderServer } from '../apps/gateway/test/oidc/provider-server.ts';
import { findStackPorts } from '../tools/start/stack-ports.ts';
import { barriersOn, overflowOf } from './page-faults.ts';
import { openBrowser, type Screen, Visitor } from './visitor.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

const desk = { width: 1280, language: 'en', scheme: 'light' } as const;
const oneVisit = 300_000;

let system: WholeSystem;
let browser: Browser;
let provider: ProviderServer;

/** Where people open the page, the stack says itself. */
function environmentOf({ settings }: ProviderServer): Record<string, string> {
  const { PUBLIC_URL: _url, ...environment } = settings;
  return environment;
}

beforeAll(async () => {
  const ports = await findStackPorts();
  provider = await ProviderServer.start(`http://127.0.0.1:${ports.gateway}`);
  system = await WholeSystem.start({ name: 'browser', demo: true, ports, gateway: environmentOf(provider) });
  browser = await openBrowser();
}, startTimeout);

afterAll(async () => {
  await browser.close();
  await system.stop();
  await provider.close();
}, startTimeout);

describe('a manager', () => {
  let api: ApiUser;
  let card: ClientCard;
  let visitor: Visitor;
  let planned: Locator;
  let history: Locator;

  beforeAll(async () => {
    api = await system.signIn('manager-dubai');
    card = await busiestCard();
    visitor = await Visitor.at(desk, { browser, system });
    planned = visitor.page.getByRole('region', { name: 'Planned' });
    history = visitor.page.getByRole('region', { name: 'History' });
  }, oneVisit);

  afterAll(() => visitor.leave());

  /** The card of his client with the most plans. */
  async function busiestCard(): Promise<ClientCard> {
    const clients = await api.getAll('/clients', listClients.output);
    const cards = await Promise.all(clients.map(({ id }) => api.get(`/clients/${id}/card`, ClientCard)));
    return cards.toSorted((one, other) => plansOf(other) - plansOf(one))[0]!;
  }

  const plansOf = ({ activities }: ClientCard): number => activities?.counts.planned ?? 0;

  it(
    'signs in, finds a client by the beginning of its name and opens its card',
    async () => {
      const { page } = visitor;
      const { name } = card.client.client;
      await page.goto('/');
      await visitor.picture('1-sign-in');
      await visitor.signIn('manager-dubai');
      await visitor.picture('2-today');
      await page.getByRole('link', { name: 'Clients' }).filter({ visible: true }).click();
      await page.getByLabel('Search by name').fill(name.slice(0, 5));
      await page.waitForURL(/search=/);
      await visitor.picture('3-clients');
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await history.waitFor();
      await visitor.picture('4-card');
      await visitor.button('Access').click();
      const access = page.getByRole('dialog', { name: `Access: ${name}` });
      await access.getByRole('region', { name: 'Team' }).waitFor();
      await visitor.picture('4-card-access');
      await page.keyboard.press('Escape');
      await access.waitFor({ state: 'hidden' });
    },
    oneVisit,
  );

  it(
    'completes what was planned and plans the next step in one go, and sees both on the card',
    async () => {
      const { subject } = card.activities!.planned[0]!;
      await visitor.button(`Complete: ${subject}`).first().click();
      const dialog = visitor.page.getByRole('dialog', { name: 'How did it go?' });
      await dialog.getByLabel('Comment').fill('They want it before the holidays');
      await dialog.getByRole('radiogroup', { name: 'Result' }).locator('label').first().click();
      await dialog.getByRole('radiogroup', { name: 'What comes next' }).getByText('Call', { exact: true }).click();
      await dialog.getByRole('button', { name: 'Tomorrow, 10:00' }).click();
      await dialog.getByLabel('Subject').fill('Ask for the signed contract');
      await visitor.picture('5-complete');
      await dialog.getByRole('button', { name: 'Complete', exact: true }).click();
      await history.getByRole('listitem').filter({ hasText: 'They want it before the holidays' }).waitFor();
      await planned.getByText('Ask for the signed contract').waitFor();
      expect(await history.getByRole('listitem').first().textContent()).toContain(subject);
      await visitor.picture('6-completed');
    },
    oneVisit,
  );

  it(
    'plans something with a reminder and is told when it is due, wherever he is',
    async () => {
      const subject = 'Send the certificates';
      await visitor
        .button('Plan')
        .filter({ hasText: /^Plan$/ })
        .click();
      const dialog = visitor.page.getByRole('dialog');
      await dialog.getByRole('radiogroup', { name: 'Kind' }).getByText('Task', { exact: true }).click();
      await dialog.getByLabel('Subject').fill(subject);
      await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
      await planned.getByText(subject).waitFor();
      await remindSoon(subject);
      await visitor.page.getByRole('alert').filter({ hasText: subject }).waitFor();
      await visitor.picture('7-reminded');
      await visitor.button(/^Notifications: \d+ unread$/).click();
      const drawer = visitor.page.getByRole('dialog', { name: 'Notifications' });
      await drawer.getByText(subject).waitFor();
      await visitor.picture('8-notifications');
      await visitor.page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
    },
    oneVisit,
  );

  /** Moves the reminder to a few seconds ahead: the form knows minutes, and nobody wants to wait for the next one. */
  async function remindSoon(subject: string): Promise<void> {
    const list = `/activities?clientId=${card.client.client.id}&limit=100`;
    const { data } = await api.get(list, listActivities.output);
    const { id } = data.find((activity) => activity.subject === subject)!;
    const localTime = new Date(Date.now() + 3_000).toISOString().slice(0, -1);
    const body = { reminder: { localTime, timeZone: 'UTC' } };
    const { status, body: changed } = await api.ask(`/activities/${id}`, { method: 'PATCH', body });
    expect({ status, reminder: Activity.parse(changed).reminder }).toMatchObject({
      status: 200,
      reminder: { status: 'scheduled' },
    });
  }

  it(
    'signs out, and nothing is left to be seen by going back',
    async () => {
      const { page } = visitor;
      await visitor.button(/^Account: /).click();
      await visitor.picture('9-account');
      await visitor.button('Sign out').click();
      await visitor.button(/^Sign in$/).waitFor();
      await page.goBack();
      await visitor.button(/^Sign in$/).waitFor();
      expect(visitor.complaints).toEqual([]);
    },
    oneVisit,
  );
});

describe('an administrator', () => {
  it(
    "hands over a leaver's work from the staff page and watches it to the end",
    async () => {
      const visitor = await Visitor.at(desk, { browser, system });
      const { page } = visitor;
      const [leaver, successor] = await Promise.all([employee('leaver'), employee('manager')]);
      await page.goto('/staff');
      await visitor.signIn('administrator');
      await page.getByLabel('Search by name').fill(leaver.name);
      await visitor.picture('10-staff');
      await page.getByRole('link', { name: `Hand over work: ${leaver.name}` }).click();
      await visitor.choose('Successor', successor.name);
      const tiles = page.getByRole('region', { name: 'This will move' });
      await tiles.waitFor();
      const { clients, openDeals } = await countsOf(leaver, successor);
      expect(await tiles.textContent()).toMatch(new RegExp(`${clients}clients?.*${openDeals}open deals?`));
      await visitor.picture('11-hand-over');
      await visitor.button(/^Hand over \d+ records$/).click();
      await page.getByRole('progressbar', { name: 'Progress of the hand-over' }).waitFor();
      await visitor.picture('12-progress');
      await page.getByRole('status').filter({ hasText: 'Everything is handed over' }).waitFor();
      await visitor.picture('13-handed-over');
      await page.getByRole('link', { name: 'Back to the staff' }).click();
      await page.getByLabel('Search by name').fill(leaver.name);
      await page.getByRole('listitem').filter({ hasText: leaver.name }).getByText('Dismissed').waitFor();
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    },
    oneVisit,
  );

  it(
    'moves an employee to another department as something else, in one step',
    async () => {
      const api = await system.signIn('administrator');
      const newcomer = { name: 'Zoe Newcomer', departmentId: api.me.departmentId };
      const { id } = await api.post('/employees', newcomer, [201, Employee]);
      const visitor = await Visitor.at(desk, { browser, system });
      const { page } = visitor;
      await page.goto(`/staff/${id}`);
      await visitor.signIn('administrator');
      await visitor.button('What can be done with Zoe Newcomer').click();
      await page.getByRole('menuitem', { name: 'Move' }).click();
      await visitor.choose('To which department', 'Gulf sales');
      await visitor.choose('As what he works there', 'Marketer');
      await visitor.button('Move').click();
      await page.getByText('All his work has followed').waitFor();
      await page.getByText('Gulf sales · Marketer').waitFor();
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    },
    oneVisit,
  );

  async function employee(name: string): Promise<Employee> {
    const { me, ...user } = await system.signIn(name).then((api) => ({ me: api.me, api }));
    return user.api.get(`/employees/${me.employeeId}`, Employee);
  }

  async function countsOf(leaver: Employee, successor: Employee) {
    const api = await system.signIn('administrator');
    const address = `/employees/${leaver.id}/reassign/preview`;
    const { counts } = await api.post(address, { successorId: successor.id }, [200, previewHandOver.output]);
    return counts;
  }
});

describe('somebody at the door', () => {
  it(
    'sets up the second factor that his role asks for before anything else, and signs in with it',
    async () => {
      const administrator = await system.signIn('administrator');
      const rule = { method: 'PATCH', body: { secondFactorRequired: true } };
      expect((await administrator.ask('/roles/auditor', rule)).status).toBe(200);
      const visitor = await Visitor.at(desk, { browser, system });
      const { page } = visitor;
      const { email, password } = system.credentials('auditor');
      await page.goto('/security');
      await visitor.signIn('auditor');
      const dialog = page.getByRole('dialog', { name: 'Set up a second factor' });
      await dialog.getByLabel('Current password', { exact: true }).fill(password);
      await dialog.getByRole('button', { name: 'Next' }).click();
      await dialog.getByRole('img', { name: 'QR code for an authenticator program' }).waitFor();
      await visitor.picture('14-second-factor');
      const secret = /[A-Z2-7]{32}/.exec((await dialog.textContent()) ?? '')?.[0] ?? '';
      const totp = new TOTP({ secret });
      await dialog.getByRole('textbox', { name: 'Code' }).fill(totp.generate());
      await dialog.getByRole('button', { name: 'Switch on' }).click();
      const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
      await codes.first().waitFor();
      expect(await codes.count()).toBe(10);
      const recoveryCode = (await codes.first().textContent()) ?? '';
      await visitor.picture('15-recovery-codes');
      await dialog.getByRole('button', { name: 'I have kept them' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText('10 recovery codes are left.').waitFor();
      await visitor.button(/^Account: /).click();
      await visitor.button('Sign out').click();
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await visitor.button(/^Sign in$/).click();
      await page.getByLabel('Code').fill(recoveryCode.toLowerCase());
      await visitor.picture('16-second-step');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('navigation', { name: 'Sections' }).filter({ visible: true }).waitFor();
      expect(visitor.complaints.filter((text) => !/40[13]/.test(text))).toEqual([]);
      await visitor.leave();
    },
    oneVisit,
  );

  it(
    'loses nothing that he has typed when an administrator signs him out, and he comes back by the identity provider',
    async () => {
      const visitor = await Visitor.at(desk, { browser, system });
      const { page } = visitor;
      const { email } = system.credentials('manager-urals');
      provider.people.set('urals', { email, email_verified: true });
      provider.signsIn = 'urals';
      await page.goto('/clients');
      await visitor.signIn('manager-urals');
      await visitor.button('Create').click();
      await page.getByRole('menuitem', { name: 'New client' }).click();
      const form = page.getByRole('dialog', { name: 'New client' });
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Typed before the end');
      await endSessionsOf(email);
      await form.getByRole('button', { name: 'Create the client' }).click();
      const again = page.getByRole('dialog', { name: 'Sign in again' });
      const [window] = await Promise.all([
        page.waitForEvent('popup'),
        again.getByRole('button', { name: 'Sign in with Firm ID' }).click(),
      ]);
      await again.waitFor({ state: 'hidden' });
      await visitor.picture('17-signed-in-again');
      if (!window.isClosed()) await window.getByText('You can close this window').waitFor();
      expect(await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Typed before the end');
      await form.getByRole('button', { name: 'Create the client' }).click();
      await page.getByRole('heading', { name: 'Typed before the end', exact: true }).waitFor();
      await visitor.leave();
    },
    oneVisit,
  );

  /** On the page of the account, where the administrator says why. */
  async function endSessionsOf(email: string): Promise<void> {
    const visitor = await Visitor.at(desk, { browser, system });
    const { page } = visitor;
    await page.goto('/accounts');
    await visitor.signIn('administrator');
    await page.getByLabel('Name or address').fill(email);
    const row = page.getByRole('listitem').filter({ hasText: email });
    await row.getByRole('link').click();
    await page.getByText('There are no keys').waitFor();
    await visitor.button('Sign out everywhere').click();
    await visitor.picture('18-account');
    const dialog = page.getByRole('dialog', { name: 'Sign out everywhere' });
    await dialog.getByLabel('Why').fill('The laptop was stolen');
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByText('Signed in nowhere').waitFor();
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await page.getByText('Reason: The laptop was stolen').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }
});

/** Both widths, both languages and both schemes: the longer words meet the smaller screen. */
const screens: readonly Screen[] = [
  { width: 1280, language: 'en', scheme: 'light' },
  { width: 360, language: 'ru', scheme: 'dark' },
];

describe.each(screens)('every page, $width pixels wide, in $language and $scheme', (screen) => {
  it(
    'fits the screen, makes the browser complain of nothing, and is open to everybody',
    async () => {
      const manager = await system.signIn('manager');
      const { me } = await system.signIn('administrator');
      const { data } = await manager.get('/activities?limit=1', listActivities.output);
      const found = [
        ...(await lookAround('manager', {
          today: '/',
          clients: '/clients',
          card: `/clients/${data[0]?.clientId}`,
          absences: '/absences',
        })),
        ...(await lookAround('administrator', {
          staff: '/staff',
          departments: '/staff/departments',
          positions: '/staff/positions',
          roles: '/roles',
          accounts: '/accounts',
          account: `/accounts/${me.accountId}`,
          audit: '/audit',
          security: '/security',
        })),
      ];
      expect(found).toEqual([]);
    },
    oneVisit,
  );

  /** What is wrong with the sign-in page and with those behind it. */
  async function lookAround(name: string, addresses: Record<string, string>): Promise<string[]> {
    const visitor = await Visitor.at(screen, { browser, system });
    await visitor.page.goto('/');
    const found = await faultsOf(visitor, 'sign-in');
    await visitor.signIn(name);
    for (const [page, address] of Object.entries(addresses)) {
      await visitor.page.goto(address);
      found.push(...(await faultsOf(visitor, page)));
    }
    await visitor.leave();
    return [...found, ...visitor.complaints];
  }

  async function faultsOf(visitor: Visitor, name: string): Promise<string[]> {
    const { page } = visitor;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' });
    const { width, language, scheme } = screen;
    await visitor.picture(`page-${name}-${width}-${language}-${scheme}`);
    const faults = [...(await overflowOf(page)), ...(await barriersOn(page))];
    return faults.map((fault) => `${name}: ${fault}`);
  }
});
