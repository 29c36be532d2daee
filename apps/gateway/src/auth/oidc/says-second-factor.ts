/** As RFC 8176 names it: whoever lists the methods says this besides where they were several. */
const SEVERAL_METHODS = 'mfa';

/** What an ID token says of how somebody was asked who he is. */
interface HowAsked {
  readonly amr?: unknown;
  readonly acr?: unknown;
}

/**
 * Whether the provider says that it has asked for more than a password: by the methods (`amr`), or by a level (`acr`) that the
 * settings name, since levels mean what each provider wants. Whatever else is there counts as nothing.
 */
export function saysSecondFactor({ amr, acr }: HowAsked, levels: readonly string[]): boolean {
  if (Array.isArray(amr) && amr.includes(SEVERAL_METHODS)) return true;
  return typeof acr === 'string' && levels.includes(acr);
}
