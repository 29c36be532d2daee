import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** By how much the page is wider than the screen, if it is. */
export async function overflowOf(page: Page): Promise<string[]> {
  const [content, room] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  return content > room ? [`${content} pixels of content on ${room}`] : [];
}

/** What keeps people with a screen reader, a keyboard or weak eyes out. */
export async function barriersOn(page: Page): Promise<string[]> {
  // There are no frames, so everything can be judged within the page, which is several times faster.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}, ${nodes.length} times, such as ${nodes[0]?.html}`);
}
