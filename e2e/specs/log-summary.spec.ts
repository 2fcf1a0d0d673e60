import { LogsPage } from "@/e2e/pages/logs-page";
import { expectAccessible } from "@/e2e/support/axe";
import { viewUrl } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";

/** What is in a window that is too large to read? Counted where it is stored, for a price that is told before. */

const hours = { from: "2026-01-15T10:00:00Z", to: "2026-01-15T11:00:00Z", region: "us-east-1" };
const day = { from: "2026-01-14T12:00:00Z", to: "2026-01-15T12:00:00Z", region: "us-east-1" };

function logsUrl(view: typeof hours, sources: string, more: Readonly<Record<string, string>> = {}): string {
  return `${viewUrl("/logs", view)}&${new URLSearchParams({ src: sources, ...more })}`;
}

test("a wide window says what counting costs, and nothing is read or paid before", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(logsUrl(day, "fn:orders-api,fn:payments-charge"));
  const offer = page.getByTestId("summary-offer");
  await expect(offer).toContainText(/holds about \d.* [MG]B of log lines/);
  const dollars = async () =>
    Number(/\$([\d.]+)/.exec((await offer.getByRole("button", { name: /Count/ }).textContent()) ?? "")?.[1]);
  const all = await dollars();
  expect(all).toBeGreaterThan(0);
  await offer.getByRole("checkbox", { name: "The slowest requests" }).uncheck();
  expect(await dollars()).toBeLessThan(all);
  expect(asked.filter((path) => path === "/api/logs")).toEqual([]);
  await offer.getByRole("button", { name: /Read lines/ }).click();
  await expect(page).toHaveURL(/read=lines/);
  await expect(page.getByTestId("load-status")).toHaveAttribute("data-phase", /loading|done/);
  await page.getByRole("button", { name: "Stop" }).click();
});

test("a narrow window is read at once", async ({ page }) => {
  await page.goto(logsUrl(hours, "fn:inventory-sync"));
  await new LogsPage(page).read();
  await expect(page.getByTestId("summary-offer")).toHaveCount(0);
});

test("counts equal the truth, stay at their address, and lead to the lines", async ({ page, sandbox }) => {
  const names = ["inventory-sync", "shipping-quotes"];
  await page.goto(logsUrl(hours, names.map((name) => `fn:${name}`).join(","), { read: "counts" }));
  await page.getByRole("button", { name: /^Count by Insights/ }).click();
  const result = page.getByTestId("summary-result");
  await expect(result).toBeVisible({ timeout: 45_000 });
  const truth = await sandbox.truth(hours);
  for (const name of names) {
    const row = page.getByTestId("summary-groups").getByRole("row").filter({ hasText: name });
    const counted = Number((await row.getByRole("cell").nth(1).textContent())?.replace(",", ""));
    // A report is written at the end of a request, a metric counts at its start.
    expect(Math.abs(counted - (truth.functions[name]?.invocations ?? 0))).toBeLessThanOrEqual(2);
  }
  await expect(page.getByTestId("summary-cost")).toContainText(/scanned by 3 queries, <?\$/);
  const invocations = (await sandbox.invocations(hours)).filter(({ functionName }) =>
    names.includes(functionName),
  );
  // Timeouts are equally slow: which of them are among the first is open, how slow they are is not.
  const longest = Math.max(...invocations.map(({ durationMs }) => durationMs));
  const slowest = page.getByTestId("summary-slowest").getByRole("row").nth(1);
  await expect(slowest.getByRole("cell").first()).toHaveText(formatDuration(longest));
  const shown = await page.getByTestId("summary-slowest").getByRole("link").allTextContents();
  const known = new Set(invocations.map(({ requestId }) => requestId));
  expect(shown.filter((id) => !known.has(id))).toEqual([]);

  await expect(page).toHaveURL(/queries=counts/);
  const before = await sandbox.callCount("logs.StartQuery");
  await page.reload();
  await expect(result).toBeVisible();
  expect(await sandbox.callCount("logs.StartQuery")).toBe(before);

  await expectAccessible(page);
  await page.getByTestId("summary-slowest").getByRole("link").first().click();
  const screen = new LogsPage(page);
  await screen.read();
  await expect(screen.count).not.toHaveText("0");
});

test("dragging over the bars reads the lines of that time", async ({ page, sandbox }) => {
  await page.goto(logsUrl(hours, "fn:inventory-sync", { read: "counts" }));
  await page.getByRole("checkbox", { name: "The most frequent errors" }).uncheck();
  await page.getByRole("checkbox", { name: "The slowest requests" }).uncheck();
  await page.getByRole("button", { name: /^Count by Insights/ }).click();
  const bars = page.getByRole("figure", { name: "Lines over time by level" });
  const screen = new LogsPage(page);
  await expect(page.getByTestId("summary-cost")).toContainText("1 query");
  await screen.drag(bars, 0.251, 0.499);
  await screen.read();
  const range = { ...hours, from: "2026-01-15T10:15:00Z", to: "2026-01-15T10:30:00Z" };
  await expect(page).toHaveURL(/from=2026-01-15T10%3A15Z&to=2026-01-15T10%3A30Z/);
  const truth = (await sandbox.invocations(range)).filter(
    ({ functionName }) => functionName === "inventory-sync",
  );
  await expect(screen.count).toHaveText(formatCount(truth.length));
});

test("results that AWS has forgotten can be counted again", async ({ page }) => {
  const queries = "counts:00000000-0000-4000-8000-000000000000";
  await page.goto(logsUrl(hours, "fn:inventory-sync", { queries }));
  await expect(page.getByTestId("summary-said")).toContainText("seven days");
  await page
    .getByTestId("summary-said")
    .getByRole("button", { name: /Read lines/ })
    .click();
  await new LogsPage(page).read();
});
