import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessible } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";

/** Can everyone use it? WCAG 2.2 AA as far as a program can tell, in both themes and on a phone. */

const view = { ...windows[0], region: "us-east-1" };
const sizes = [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const { name, ...viewport } of sizes) {
    test.describe(`${colorScheme}, ${name}`, () => {
      test.use({ colorScheme, viewport });

      for (const path of [
        "/",
        "/functions/payments-charge",
        "/functions/no-such-function",
        "/requests",
        "/traces",
      ]) {
        test(path, async ({ page }) => {
          const screen = new DashboardPage(page);
          await screen.open(path, view);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        });
      }

      test("/traces/{id}", async ({ page, sandbox }) => {
        const { requests } = await sandbox.requests({ ...view, from: "2026-01-15T11:06:00Z" }, 2_000);
        const failed = requests.find(({ traced, status }) => traced && status === 502);
        const screen = new DashboardPage(page);
        await screen.open(`/traces/${failed?.traceId}`, view);
        await page.getByTestId("waterfall").locator("[aria-level]").first().click();
        await expect(page.getByTestId("span-panel")).toContainText("HTTP");
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });

      for (const state of ["selected=function%3Apayments-charge", "view=table"]) {
        test(`/service-map?${state}`, async ({ page }) => {
          const screen = new DashboardPage(page);
          await page.goto(`${viewUrl("/service-map", view)}&${state}`);
          await screen.settled();
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        });
      }

      test("/apis/{id}/{stage}", async ({ page, sandbox }) => {
        const { id } = (await sandbox.truth(view)).apis["shop-api/prod"] ?? {};
        const screen = new DashboardPage(page);
        await screen.open(`/apis/${id}/prod`, view);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
}

/** Wide tables scroll inside their own frame; the page itself never does. */
async function expectNoSidewaysScroll(page: DashboardPage["page"]): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(window);
}
