import { LogsPage } from "@/e2e/pages/logs-page";
import { expect, test } from "@/e2e/support/test";

/** Why did it spike? From the overview to the guilty line, by pointing only. */

interface Incident {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** Link on the overview. */
  readonly subject: string;
  readonly chart: string;
  readonly begins: string;
  readonly ends: string;
  readonly guilty: RegExp;
}

const incidents: readonly Incident[] = [
  {
    title: "a bad version behind a canary",
    from: "2026-01-15T11:00:00Z",
    to: "2026-01-15T12:00:00Z",
    subject: "payments-charge",
    chart: "Errors",
    begins: "2026-01-15T11:20:00Z",
    ends: "2026-01-15T11:40:00Z",
    guilty: /TypeError.*Cannot read properties of undefined/,
  },
  {
    title: "a memory leak",
    from: "2026-01-15T06:30:00Z",
    to: "2026-01-15T09:00:00Z",
    subject: "catalog-images",
    chart: "Errors",
    begins: "2026-01-15T07:00:00Z",
    ends: "2026-01-15T08:30:00Z",
    guilty: /out of memory|OutOfMemory|signal: killed/i,
  },
  {
    title: "a DynamoDB throttle",
    from: "2026-01-15T09:00:00Z",
    to: "2026-01-15T10:00:00Z",
    subject: "inventory-sync",
    chart: "Errors",
    begins: "2026-01-15T09:10:00Z",
    ends: "2026-01-15T09:30:00Z",
    guilty: /ProvisionedThroughputExceeded|ThrottlingException/,
  },
  {
    title: "a slow third party",
    from: "2026-01-15T10:00:00Z",
    to: "2026-01-15T11:00:00Z",
    subject: "shipping-quotes",
    chart: "Errors",
    begins: "2026-01-15T10:10:00Z",
    ends: "2026-01-15T10:40:00Z",
    guilty: /timed out|Status: timeout/i,
  },
  {
    title: "a burst that meets reserved concurrency",
    from: "2026-01-15T11:20:00Z",
    to: "2026-01-15T11:40:00Z",
    subject: "shop-api / prod",
    chart: "Error responses",
    begins: "2026-01-15T11:27:00Z",
    ends: "2026-01-15T11:28:30Z",
    guilty: /Rate Exceeded|TooManyRequests|throttl/i,
  },
];

for (const { title, from, to, subject, chart, begins, ends, guilty } of incidents) {
  test(`${title}: from the overview to the guilty line`, async ({ page }) => {
    const screen = new LogsPage(page);
    await screen.open("/", { from, to, region: "us-east-1" });
    await page.getByRole("link", { name: subject, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
    const share = (instant: string) =>
      (Date.parse(instant) - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
    await expect(screen.chart(chart).locator("[data-plot]")).toBeVisible();
    await screen.drag(screen.chart(chart), share(begins), share(ends));
    await page.getByRole("button", { name: "Show requests", exact: true }).click();

    const panel = page.getByTestId("drill-down");
    await expect(panel.getByTestId("drill-down-answer")).toContainText(/failed/);
    await screen.read();
    const commonest = panel.getByRole("region", { name: "Error" }).getByRole("button").first();
    const request = panel.getByTestId("requests").getByRole("row").nth(1);
    // The list may still change with the last lines that were read; a kind that is gone is let go again.
    await expect(async () => {
      if ((await commonest.getAttribute("aria-pressed")) !== "true") await commonest.click();
      await expect(commonest).toHaveAttribute("aria-pressed", "true", { timeout: 1_000 });
      await expect(request).toBeVisible({ timeout: 2_000 });
    }).toPass();
    // A row that was there before the kind was chosen may still stand for a moment: opened, it is gone with its list.
    await expect(async () => {
      if ((await panel.locator("[data-line-text]").count()) === 0) await request.click();
      await expect(panel.locator("[data-line-text]").first()).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(panel.locator("[data-line-text]").filter({ hasText: guilty }).first()).toBeVisible();
  });
}

test("a click on a point shows the requests of its period; slow ones on a duration chart", async ({
  page,
}) => {
  const screen = new LogsPage(page);
  const view = { from: "2026-01-15T11:00:00Z", to: "2026-01-15T12:00:00Z", region: "us-east-1" };
  await screen.open("/functions/orders-api", view);
  const chart = screen.chart("Duration");
  await expect(chart.locator("[data-plot]")).toBeVisible();
  await chart.getByRole("slider").click();
  const panel = page.getByTestId("drill-down");
  await expect(panel.getByRole("radio", { name: "Slowest" })).toBeChecked();
  await expect(panel.getByTestId("drill-down-answer")).toContainText(/requests took/);
  await panel.getByRole("link", { name: "Open in Logs" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Logs");
  await screen.read();
  await expect(screen.count).not.toHaveText("0");
});

test("the same by keyboard", async ({ page }) => {
  const screen = new LogsPage(page);
  const view = { from: "2026-01-15T11:00:00Z", to: "2026-01-15T12:00:00Z", region: "us-east-1" };
  await screen.open("/functions/payments-charge", view);
  await screen.chart("Errors").getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 12; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("drill-down-answer")).toContainText(/failed/);
});
