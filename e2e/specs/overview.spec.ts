import { OverviewPage } from "@/e2e/pages/overview-page";
import { regions, windows } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import { expect, test } from "@/e2e/support/test";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { compactUsdRange } from "@/lib/model/compact-usd-range";
import { overviewSchema } from "@/lib/model/views/overview";

/** Are the figures those of the account? */

for (const region of regions) {
  for (const window of windows) {
    const view = { ...window, region };

    test(`${region}, ${window.name}: the JSON equals the truth`, async ({ request, sandbox }) => {
      const truth = await sandbox.truth(view);
      const overview = await fetchJson(request, "/api/overview", view, overviewSchema);
      expect(overview.meta.incomplete).toEqual([]);

      expect(
        Object.fromEntries(
          (overview.functions ?? []).map((row) => [
            row.name,
            {
              // No datapoint and zero are the same to a count of events that did not happen.
              invocations: row.invocations ?? 0,
              errors: row.errors ?? 0,
              throttles: row.throttles ?? 0,
              concurrency: row.concurrencyPeak ?? 0,
              p50: rounded(row.durationP50Ms),
              p95: rounded(row.durationP95Ms),
              p99: rounded(row.durationP99Ms),
            },
          ]),
        ),
      ).toEqual(
        Object.fromEntries(
          Object.entries(truth.functions).map(([name, one]) => [
            name,
            {
              invocations: one.invocations,
              errors: one.errors,
              throttles: one.throttles,
              concurrency: one.concurrentExecutionsMax ?? 0,
              p50: rounded(one.durationP50Ms),
              p95: rounded(one.durationP95Ms),
              p99: rounded(one.durationP99Ms),
            },
          ]),
        ),
      );

      expect(
        Object.fromEntries(
          (overview.apis ?? []).map((row) => [
            `${row.name}/${row.stage}`,
            {
              id: row.id,
              count: row.count ?? 0,
              status4xx: row.status4xx ?? 0,
              status5xx: row.status5xx ?? 0,
              p95: rounded(row.latencyP95Ms),
              integrationP95: rounded(row.integrationLatencyP95Ms),
            },
          ]),
        ),
      ).toEqual(
        Object.fromEntries(
          Object.entries(truth.apis).map(([name, one]) => [
            name,
            {
              id: one.id,
              count: one.count,
              status4xx: one.status4xx,
              status5xx: one.status5xx,
              p95: rounded(one.latencyP95Ms),
              integrationP95: rounded(one.integrationLatencyP95Ms),
            },
          ]),
        ),
      );
    });

    // The other regions' figures are in the JSON; what is drawn of it is drawn alike.
    if (region !== regions[0] && window !== windows[0]) continue;

    test(`${region}, ${window.name}: the screen equals the truth`, async ({ page, request, sandbox }) => {
      const truth = await sandbox.truth(view);
      const json = await fetchJson(request, "/api/overview", view, overviewSchema);
      const overview = new OverviewPage(page);
      await overview.open("/", view);

      const functions = Object.entries(truth.functions);
      const rows = await overview.functions.rows();
      expect(rows).toHaveLength(functions.length);
      for (const [name, one] of functions) {
        const row = rows.find((cells) => cells.get("Function")?.startsWith(name));
        expect(row?.get("Invocations"), name).toBe(shown(one.invocations));
        if (one.invocations === 0) continue;
        expect(row?.get("Errors"), name).toBe(formatCount(one.errors));
        expect(row?.get("Error rate"), name).toBe(formatRatio(one.errors / one.invocations));
        expect(row?.get("Throttles"), name).toBe(formatCount(one.throttles));
      }

      const costs = (json.functions ?? []).flatMap(({ name, cost }) => (cost ? [{ name, ...cost }] : []));
      for (const cost of costs) {
        const row = rows.find((cells) => cells.get("Function")?.startsWith(cost.name));
        expect(row?.get("Cost"), cost.name).toBe(compactUsdRange(cost));
      }
      const charged = truth.bill.lineItems.filter(({ item }) => executionItems.test(item));
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const usd = sum(charged.map((line) => line.usd));
      expect(sum(costs.map(({ lowUsd }) => lowUsd))).toBeLessThanOrEqual(usd + 1e-9);
      expect(sum(costs.map(({ highUsd }) => highUsd))).toBeGreaterThanOrEqual(usd - 1e-9);

      const stages = Object.entries(truth.apis);
      const apiRows = await overview.apis.rows();
      expect(apiRows).toHaveLength(stages.length);
      for (const [name, one] of stages) {
        const row = apiRows.find((cells) => cells.get("API / stage")?.startsWith(name.replace("/", " / ")));
        expect(row?.get("Requests"), name).toBe(formatCount(one.count));
        expect(row?.get("4xx"), name).toBe(formatCount(one.status4xx));
        expect(row?.get("5xx"), name).toBe(formatCount(one.status5xx));
      }

      const total = (key: "invocations" | "throttles") =>
        functions.reduce((sum, [, one]) => sum + one[key], 0);
      await expect(overview.tile("invocations")).toHaveText(formatCount(total("invocations")));
      await expect(overview.tile("throttles")).toHaveText(formatCount(total("throttles")));
      await expect(overview.tile("apiRequests")).toHaveText(
        formatCount(stages.reduce((sum, [, one]) => sum + one.count, 0)),
      );
    });
  }
}

/** What is failing right now? */
test("failing functions are named in the answer and visible without scrolling", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open("/", { ...windows[0], region: "us-east-1" });
  await expect(overview.answer).toContainText("worst: payments-charge");
  for (const name of ["catalog-search", "payments-charge"]) {
    await expect(overview.functions.row(name).getByRole("link").first()).toBeInViewport({ ratio: 1 });
  }
  const names = (await overview.functions.rows()).map((row) => row.get("Function") ?? "");
  expect(names[0]).toMatch(/^catalog-search/);
});

test("with no range in the address, the last three hours of the endpoint's time are shown", async ({
  page,
}) => {
  const overview = new OverviewPage(page);
  await page.goto("/");
  await overview.settled();
  await expect(overview.timeRangeButton).toContainText("3");
  const rows = await overview.functions.rows();
  const busy = rows.filter((row) => /^[1-9]/.test(row.get("Invocations") ?? ""));
  expect(busy.length).toBeGreaterThan(10);
});

test("a filter narrows the functions and stays in the address", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open("/", { ...windows[0], region: "us-east-1" });
  await page.getByRole("searchbox", { name: "Filter functions" }).fill("payments");
  await expect.poll(async () => (await overview.functions.rows()).length).toBe(2);
  await expect(page).toHaveURL(/payments/);
  await page.reload();
  await overview.settled();
  await expect.poll(async () => (await overview.functions.rows()).length).toBe(2);
});

/** What is charged for running functions; provisioned concurrency that stands ready is not. */
const executionItems = /^lambda-(requests|duration|init|ephemeral)/;

/** Percentiles travel as floating point numbers. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}

/** A function that did not run has no datapoint. */
function shown(count: number): string {
  return count === 0 ? "–" : formatCount(count);
}
