import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { WholeSystem } from './whole-system.ts';

export interface Screen {
  readonly width: number;
  readonly language: 'en' | 'ru';
  readonly scheme: 'light' | 'dark';
}

/** The words of the sign-in page, which a visitor reads before anything else. */
const words = {
  en: { email: 'E-mail', password: 'Password', signIn: 'Sign in', places: 'Sections' },
  ru: { email: 'Эл. почта', password: 'Пароль', signIn: 'Войти', places: 'Разделы' },
};

/** Milliseconds that a page may take on a machine that does much else. */
const PATIENCE_MS = 60_000;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? 'chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** Somebody at a screen, with a browser profile of his own. */
export class Visitor {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, of resources, of the content security policy. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  readonly #system: WholeSystem;
  readonly #screen: Screen;

  private constructor(
    page: Page,
    { context, system, screen }: { context: BrowserContext; system: WholeSystem; screen: Screen },
  ) {
    this.page = page;
    this.#context = context;
    this.#system = system;
    this.#screen = screen;
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async at(screen: Screen, { browser, system }: { browser: Browser; system: WholeSystem }): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: system.url,
      viewport: { width: screen.width, height: 900 },
      locale: screen.language,
      colorScheme: screen.scheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(await context.newPage(), { context, system, screen });
  }

  /** Fills in the form of the sign-in page. */
  async signIn(name: string): Promise<void> {
    const { email, password } = this.#system.credentials(name);
    const said = words[this.#screen.language];
    await this.page.getByLabel(said.email).fill(email);
    await this.page.getByLabel(said.password, { exact: true }).fill(password);
    await this.page.getByRole('button', { name: said.signIn, exact: true }).click();
    await this.page.getByRole('navigation', { name: said.places }).filter({ visible: true }).waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Types into a list of choices and takes the one that is called so. */
  async choose(field: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: field }).fill(option);
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Leaves a picture for people to look at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(this.#system.artefacts, `${name}.png`) });
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}
