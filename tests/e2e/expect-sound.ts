import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WIDTHS_PX = [1280, 360];
const THEMES = ['light', 'dark'] as const;

/** At both widths and in both themes: accessible to everybody, and no wider than its window. */
export async function expectSound(page: Page): Promise<void> {
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
    for (const colorScheme of THEMES) {
      // A colour on its way from one theme to the other has no contrast worth measuring.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(told, `${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}
