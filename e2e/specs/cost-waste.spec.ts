import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expect, test } from "@/e2e/support/test";
import { formatUsd } from "@/lib/base/format-money";
import { HOUR_MS } from "@/lib/base/time";

/** What is paid for nothing, and where does it show? */

/** In the half hour in which the parcel service answers slowly. */
const view = { from: "2026-01-15T10:10:00Z", to: "2026-01-15T10:30:00Z", region: "us-east-1" };
const [fromMs, toMs] = [Date.parse(view.from), Date.parse(view.to)];
/** `shipping-quotes` has 512 MB on arm64. [D Lambda pricing, us-east-1] */
const USD_PER_MS = (0.5 * 0.0000133334) / 1000;

test("waste that only logs tell is found on consent, in dollars a month, with the requests that show it", async ({
  page,
  sandbox,
}) => {
  const timedOut = (await sandbox.invocations(view)).filter(
    ({ functionName, outcome, startMs, durationMs }) =>
      // An execution counts where its REPORT is.
      functionName === "shipping-quotes" && outcome === "timeout" && startMs + durationMs < toMs,
  );
  const billedMs = timedOut.reduce((sum, { durationMs }) => sum + Math.ceil(durationMs), 0);
  expect(timedOut.length).toBeGreaterThan(10);
  const monthly = formatUsd(billedMs * USD_PER_MS * ((730 * HOUR_MS) / (toMs - fromMs)));

  const screen = new DashboardPage(page);
  await screen.open("/cost", view);
  const timeouts = page.getByTestId("waste-timeouts");
  // Configuration tells at once; what takes a query is not said to be nothing.
  await expect(page.getByTestId("waste-idle-provisioned")).toContainText("pricing-engine");
  await expect(timeouts).toContainText("not looked for");
  await expect(timeouts).not.toContainText("$");
  await page.getByRole("button", { name: /^Look in the logs for (about|less than) \$/ }).click();
  await expect(page.getByTestId("waste-answer")).toContainText("scanned", { timeout: 45_000 });
  await expect(page).not.toHaveURL(/consent/);

  await page.getByRole("button", { name: "What is known of: Timeouts paid in full" }).click();
  const finding = page.getByTestId("waste-of-shipping-quotes");
  await expect(finding).toContainText(`${timedOut.length} executions ran into the timeout`);
  await expect(finding).toContainText(`${monthly} a month`);
  await expect(finding).toContainText("exact in this window");
  await finding.getByText("How it comes about").click();
  await expect(finding.getByText(/GB-s × \$0\.0000133334 = \$/)).toBeVisible();
  await expect(finding.getByText(/^Price of \d{4}-\d\d-\d\d/)).toBeVisible();
  await finding.getByRole("link", { name: "Requests that timed out" }).click();
  await expect(page).toHaveURL(/\/logs\?src=fn%3Ashipping-quotes&status=timeout&from=/);
});
