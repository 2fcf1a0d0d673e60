import type { Page } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { LogsPage } from "@/e2e/pages/logs-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import type { RequestsTruth } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import { overviewSchema } from "@/lib/model/views/overview";

/** Who waited for cold starts, why, and what would it cost to stop them? */

/** After the burst on the catalogue, and whole: the lines of the last minutes may be on their way. */
const window = { from: "2026-01-15T11:36:00Z", to: "2026-01-15T11:56:00Z", region: "us-east-1" };
/** AWS's list price of provisioned concurrency in us-east-1, US dollars per GB-second. */
const readyGbSecondUsd: Readonly<Record<string, number>> = { x86_64: 0.0000041667, arm64: 0.0000033334 };

test.setTimeout(120_000);

async function read(page: Page): Promise<void> {
  await expect(page.getByTestId("cold-source")).toBeVisible({ timeout: 60_000 });
}

/** Of each route the share of its latency beyond that of its median request which waited for no init. */
function waitedShares({
  requests,
}: RequestsTruth): ReadonlyMap<string, { cold: number; of: number; share: number }> {
  const routes = new Map<string, RequestsTruth["requests"]>();
  for (const request of requests) {
    const route = `${request.api}/${request.stage} ${request.method} ${request.path.replace(/\/[^/]*\d[^/]*/g, "/{id}")}`;
    routes.set(route, [...(routes.get(route) ?? []), request]);
  }
  return new Map(
    [...routes].map(([route, own]) => {
      const isCold = ({ invocations }: (typeof own)[number]) => invocations[0]?.cold === true;
      const warm = own.filter((one) => !isCold(one)).map(({ latencyMs }) => latencyMs);
      const median = warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
      const total = own.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
      const waited = own
        .filter(isCold)
        .reduce((sum, { latencyMs }) => sum + Math.max(0, latencyMs - median), 0);
      return [route, { cold: own.filter(isCold).length, of: own.length, share: waited / total }];
    }),
  );
}

test("which route's users felt cold starts most, and what would it cost to stop it?", async ({
  page,
  request,
  sandbox,
}) => {
  await page.goto(viewUrl("/cold-starts", window));
  await read(page);
  const truths = waitedShares(await sandbox.requests(window, 10_000));
  const [expected] = [...truths].sort(([, a], [, b]) => b.share - a.share);
  if (expected === undefined) throw new Error("Nothing was requested");
  const [route, { cold, of }] = expected;

  const row = page.getByTestId("cold-routes").getByRole("row").nth(1);
  const cell = (index: number) => row.getByRole("cell").nth(index);
  await expect(cell(0)).toHaveText(route);
  await expect(cell(1)).toHaveText(formatCount(cold));
  await expect(cell(2)).toHaveText(formatCount(of));
  await expect(new DashboardPage(page).answer).toContainText(route);

  const name = (await cell(7).textContent()) ?? "";
  const { functions } = await fetchJson(request, "/api/overview", window, overviewSchema);
  const { memoryMb, architecture } = functions?.find((one) => one.name === name) ?? {};
  const readyUsd =
    ((memoryMb ?? Number.NaN) / 1024) * 730 * 3600 * (readyGbSecondUsd[architecture ?? ""] ?? Number.NaN);
  await cell(8).getByRole("button").click();
  const step = page.getByTestId("cold-stopping").getByRole("row").nth(1);
  await expect(step.getByRole("cell").nth(0)).toHaveText(name);
  const ready = Number(await step.getByRole("cell").nth(1).textContent());
  expect(ready).toBeGreaterThan(0);
  await expect(step.getByRole("cell").nth(3)).toHaveText(formatUsd(ready * readyUsd));
  await page.keyboard.press("Escape");

  // What cannot be told is unknown: it has a reason instead of figures.
  const unknown = page.getByTestId("cold-functions").getByRole("row").filter({ hasText: "search-indexer" });
  await expect(unknown).toContainText(/Unknown.*system log level is WARN/);
  await expect(unknown.getByRole("cell")).toHaveCount(2);
  const unknowns = page.getByTestId("cold-functions").getByRole("row").filter({ hasText: "Unknown" });
  await expect(new DashboardPage(page).figure("unknown")).toHaveText(
    `${await unknowns.count()} of ${functions?.length}`,
  );
  await expectAccessibleToAll(page);
});

test("one function: how many waited is the truth, and leads to those requests", async ({ page, sandbox }) => {
  const name = "payments-webhook";
  await page.goto(`${viewUrl("/cold-starts", window)}&fn=${name}`);
  await read(page);
  const { coldStarts, invocations } = (await sandbox.truth(window)).functions[name] ?? {};
  const felt =
    (coldStarts?.onDemand ?? 0) + (coldStarts?.snapStartRestore ?? 0) + (coldStarts?.failedInit ?? 0);
  expect(felt).toBeGreaterThan(0);
  const screen = new DashboardPage(page);
  await expect(screen.figure("felt")).toHaveText(formatCount(felt));
  await expect(screen.figure("invocations")).toHaveText(formatCount(invocations));
  await expect(page.getByTestId("cold-kinds").locator("[data-kind=onDemand] dt")).toHaveText(
    `On demand${coldStarts?.onDemand}`,
  );
  await expect(page.getByTestId("cold-provisioned").getByRole("row").last()).toContainText("(100 %)");
  await expect(page.getByRole("figure", { name: "Chance of a cold start after idle time" })).toBeVisible();
  await expectAccessibleToAll(page);

  await page.getByRole("link", { name: "Cold requests in Logs" }).click();
  await expect(page).toHaveURL(/cold=true/);
  const logs = new LogsPage(page);
  await logs.read();
  await expect(logs.count).toHaveText(formatCount(felt));
});

test("Logs Insights is asked only by a press, at a price told before, for the same figures", async ({
  page,
  sandbox,
}) => {
  const name = "payments-webhook";
  const before = await sandbox.callCount("logs.StartQuery");
  await page.goto(`${viewUrl("/cold-starts", window)}&fn=${name}&by=insights`);
  const offer = page.getByTestId("cold-offer");
  await expect(offer).toContainText(/holds about \d.* [KMG]B of log lines/);
  expect(await sandbox.callCount("logs.StartQuery")).toBe(before);
  await offer.getByRole("button", { name: /Sum up by Logs Insights for about <?\$/ }).click();
  await read(page);
  await expect(page.getByTestId("cold-source")).toContainText(/Logs Insights, which scanned \d/);
  expect(page.url()).not.toContain("consent");
  const { coldStarts } = (await sandbox.truth(window)).functions[name] ?? {};
  await expect(new DashboardPage(page).figure("felt")).toHaveText(formatCount(coldStarts?.onDemand));
});
