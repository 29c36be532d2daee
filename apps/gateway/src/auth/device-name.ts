import Bowser from 'bowser';

const MAJOR = /^\d+/;
/** How programs that are no browsers begin: `curl/8.10.1`. */
const PRODUCT = /^(?!Mozilla\/)([\w.-]{1,40})\/(\d+)/;

/** A program and its system in plain words, such as `Chrome 131, Windows`; null when the user agent names neither. */
export function deviceName(userAgent: string): string | null {
  if (userAgent.trim() === '') return null;
  const { browser, os } = Bowser.parse(userAgent);
  const version = MAJOR.exec(browser.version ?? '')?.[0];
  const program = [browser.name, version].filter(Boolean).join(' ');
  return [program, os.name].filter(Boolean).join(', ') || productOf(userAgent);
}

function productOf(userAgent: string): string | null {
  const [, name, version] = PRODUCT.exec(userAgent) ?? [];
  return name === undefined ? null : `${name} ${version}`;
}
