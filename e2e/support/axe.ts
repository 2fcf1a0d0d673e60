import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * In both themes, on a desktop and on a phone. The page is loaded once and turned into each; each rule is tried at both
 * sizes, contrast in both themes.
 */
export async function expectAccessibleToAll(page: Page): Promise<void> {
  await turnInto(page, "light", { width: 1440, height: 900 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await turnInto(page, "dark", { width: 1440, height: 900 });
  await expectNoViolations(new AxeBuilder({ page }).withRules("color-contrast"));
  await turnInto(page, "dark", { width: 390, height: 844 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

async function turnInto(
  page: Page,
  colorScheme: "light" | "dark",
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
}

/** Fails with each broken rule of WCAG 2.2 A and AA and the elements that break it. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolations(
    new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]),
  );
}

async function expectNoViolations(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    elements: nodes
      .slice(0, 5)
      .map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ""}`),
  }));
  expect(found).toEqual([]);
}

/** Wide tables scroll inside their own frame; the page itself never does. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await expect(async () => {
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    expect(content).toBeLessThanOrEqual(window);
  }).toPass({ timeout: 5_000 });
}
