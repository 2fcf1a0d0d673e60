import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";

/** Can everyone use it? WCAG 2.2 AA as far as a program can tell, in both themes, on a desktop and on a phone. */

test.setTimeout(120_000);

const view = { ...windows[0], region: "us-east-1" };

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
    await expectAccessibleToAll(page);
  });
}

test("/traces/{id}", async ({ page, sandbox }) => {
  const { requests } = await sandbox.requests({ ...view, from: "2026-01-15T11:06:00Z" }, 2_000);
  const failed = requests.find(({ traced, status }) => traced && status === 502);
  const screen = new DashboardPage(page);
  await screen.open(`/traces/${failed?.traceId}`, view);
  await page.getByTestId("waterfall").locator("[aria-level]").first().click();
  await expect(page.getByTestId("span-panel")).toContainText("HTTP");
  await expectAccessibleToAll(page);
});

for (const state of ["selected=function%3Apayments-charge", "view=table"]) {
  test(`/service-map?${state}`, async ({ page }) => {
    const screen = new DashboardPage(page);
    await page.goto(`${viewUrl("/service-map", view)}&${state}`);
    await screen.settled();
    await expectAccessibleToAll(page);
  });
}

test("/apis/{id}/{stage}", async ({ page, sandbox }) => {
  const { id } = (await sandbox.truth(view)).apis["shop-api/prod"] ?? {};
  const screen = new DashboardPage(page);
  await screen.open(`/apis/${id}/prod`, view);
  await expectAccessibleToAll(page);
});
