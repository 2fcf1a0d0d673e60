import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * In both themes, on a desktop and on a phone. The page is loaded once and turned into each. All rules are tried on a
 * desktop, those that depend on size on a phone too; contrast in both themes.
 */
export async function expectAccessibleToAll(page: Page): Promise<void> {
  await turnInto(page, "light", { width: 1440, height: 900 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await turnInto(page, "dark", { width: 1440, height: 900 });
  await expectNoViolations(new AxeBuilder({ page }).withRules("color-contrast"));
  await turnInto(page, "dark", { width: 390, height: 844 });
  await expectNoViolations(new AxeBuilder({ page }).withRules(RULES_OF_SIZE));
  await expectNoSidewaysScroll(page);
}

/** Their verdict may be another where things are laid out, hidden or scrolled otherwise. */
const RULES_OF_SIZE = [
  "aria-hidden-focus",
  "button-name",
  "color-contrast",
  "link-name",
  "nested-interactive",
  "scrollable-region-focusable",
  "target-size",
];

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
