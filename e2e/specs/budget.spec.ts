import { expectAccessible } from "@/e2e/support/axe";
import { windows } from "@/e2e/support/frozen-world";
import { test as base, expect } from "@/e2e/support/test";
import { spendReportSchema } from "@/lib/model/views/own-spend";
import { startBuiltApp } from "@/lib/tools/local-account";

/** What if the dashboard may not cost more today? The app is one of its own, with a budget. */
const test = base.extend<{ limits: Readonly<Record<string, string>>; appUrl: string }>({
  limits: [{ LAMBDASCOPE_BUDGET_USD_PER_DAY: "0.0005" }, { option: true }],
  appUrl: async ({ page, limits }, use) => {
    const app = await startBuiltApp(process.env.SANDBOX_URL ?? "", limits);
    await use(app.url);
    await page.goto("about:blank");
    await app.stop();
  },
  // Links of an app of its own are not those of the shared one.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
  baseURL: async ({}, use) => use(undefined),
});

const query = new URLSearchParams({ from: windows[0].from, to: windows[0].to });

test("the budget stops billed calls, and goes on without a reload when it is raised", async ({
  page,
  appUrl,
}) => {
  await page.goto(`${appUrl}/?${query}`);
  const banner = page.getByTestId("budget-banner");
  await expect(banner).toContainText("The budget stops billed calls to AWS");
  const functions = page.getByRole("region", { name: "Functions" });
  await expect(functions).toContainText("Stopped by the budget");
  await expect(functions).toContainText("cloudwatch:GetMetricData");
  await expectAccessible(page);

  await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
  await banner.getByRole("button", { name: "Allow $0.10 more" }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByTestId("functions-table").getByRole("row").nth(1)).toBeVisible();
  await expect(page.locator("body[data-same-page]")).toBeVisible();

  const report = spendReportSchema.parse(await (await page.request.get(`${appUrl}/api/budget`)).json());
  expect(report.budget).toMatchObject({ configuredUsd: 0.0005, limitUsd: 0.1005, stoppedCalls: 0 });
  const requests = report.byOperation
    .filter(({ name }) => name.startsWith("cloudwatch:") && name !== "cloudwatch:GetMetricData")
    .reduce((sum, { sent }) => sum + sent, 0);
  // A hundred thousand metrics, or other requests, are a dollar.
  expect(report.budget.spentUsd).toBeCloseTo((report.billedMetrics + requests) / 100_000, 9);
  expect(report.session?.costUsd).toBeGreaterThan(0);

  await page.getByRole("button", { name: /AWS calls of this page/ }).click();
  await expect(
    page.getByText(/of \$0\.10 \([\d.]+ ?%\) until 00:00 UTC, raised from \$0\.0005/),
  ).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /This browser since/ })).toBeVisible();
});

test.describe("a load that is dear", () => {
  test.use({ limits: { LAMBDASCOPE_ASK_ABOVE_USD: "0.0001" } });

  test("is asked about each time: what was agreed to once is not agreed to again", async ({
    page,
    appUrl,
  }) => {
    const functions = page.getByRole("region", { name: "Functions", exact: true });
    const row = page.getByTestId("functions-table").getByRole("row").nth(1);
    const read = functions.getByRole("button", { name: "Read them" });
    await page.goto(`${appUrl}/?${query}`);
    await expect(functions).toContainText("LAMBDASCOPE_ASK_ABOVE_USD");
    await read.click();
    await expect(row).toBeVisible();
    await expect(page).not.toHaveURL(/consent/);

    await page.getByRole("combobox", { name: "Region" }).click();
    await page.getByRole("option", { name: "eu-west-1" }).click();
    await expect(read).toBeVisible();
    await expect(row).toBeHidden();
    await read.click();
    await expect(row).toBeVisible();
    await expect(page).not.toHaveURL(/consent/);
    await page.reload();
    await expect(read).toBeVisible();

    // Typed in, or from a bookmark.
    await page.goto(`${appUrl}/?${query}&consent=true`);
    await expect(row).toBeVisible();
    await expect(page).not.toHaveURL(/consent/);
    await page.getByRole("link", { name: "Alarms" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Alarms" })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await expect(functions).toBeVisible();
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(read).toBeVisible();
  });
});
