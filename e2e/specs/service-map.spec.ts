import { readFile } from "node:fs/promises";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { fetchJson } from "@/e2e/support/json-client";
import type { InvocationTruth, RequestsTruth } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { type ServiceMapView, serviceMapViewSchema } from "@/lib/model/views/service-map";

/** What calls what, how much of it was traced, and what does X-Ray not see? */

/** Quiet enough for the truth to be told in one answer. */
const view = { from: "2026-01-15T08:10:00Z", to: "2026-01-15T08:30:00Z", region: "us-east-1" };
const minutes = 60_000;

test("sampled counts of every function and of the stage equal the truth", async ({ request, sandbox }) => {
  const map = await mapOf(request);
  const truth = await sandbox.requests(around(view), 10_000);
  const runs = tracedRuns(truth);
  const functions = map.nodes.filter(({ kind }) => kind === "function");
  const counted = Object.fromEntries(
    functions.map(({ name, parts }) => [
      name,
      parts.find(({ type }) => type === "AWS::Lambda::Function")?.traced?.total ?? 0,
    ]),
  );
  const expected = Object.fromEntries(functions.map(({ name }) => [name, 0]));
  for (const { functionName } of runs) expected[functionName] = (expected[functionName] ?? 0) + 1;
  expect(counted).toEqual(expected);
  expect(runs.length).toBeGreaterThan(100);

  const faults = runs.filter(({ outcome }) => outcome !== "success").length;
  expect(functions.reduce((sum, { traced }) => sum + (traced?.fault ?? 0), 0)).toBe(faults);

  const requests = inWindow(truth.requests).filter(({ api, traced }) => api === "shop-api" && traced);
  const stage = map.nodes.find(({ name }) => name === "shop-api/prod");
  expect(stage?.traced?.total).toBe(requests.length);
  const byStatus = (low: number, high: number) =>
    requests.filter(({ status }) => status >= low && status < high).length;
  expect(stage?.traced).toMatchObject({ ok: byStatus(200, 400), fault: byStatus(500, 600) });
});

test("calls from the stage to its functions are those of the truth, less those whose segment got lost", async ({
  request,
  sandbox,
}) => {
  const map = await mapOf(request);
  const { requests } = await sandbox.requests(around(view), 10_000);
  const traced = inWindow(requests).filter((one) => one.api === "shop-api" && one.traced);
  const called: Record<string, number> = {};
  for (const { authorizer, invocations } of traced) {
    for (const name of [authorizer?.functionName, invocations[0]?.functionName]) {
      if (name !== undefined) called[name] = (called[name] ?? 0) + 1;
    }
  }
  const stage = map.nodes.find(({ name }) => name === "shop-api/prod");
  const edges = map.edges.filter(({ from, seen }) => from === stage?.id && seen === "traced");
  expect(edges.map(({ to }) => to).sort()).toEqual(
    Object.keys(called)
      .map((name) => `function:${name}`)
      .sort(),
  );
  for (const { to, traced: counts } of edges) {
    const truth = called[to.replace("function:", "")] ?? 0;
    expect(counts?.total).toBeLessThanOrEqual(truth);
    expect(counts?.total).toBeGreaterThanOrEqual(truth - Math.ceil(truth * 0.01));
  }
});

test("coverage is what was traced of what CloudWatch counted", async ({ request, sandbox }) => {
  const map = await mapOf(request);
  const truth = await sandbox.truth(view);
  const { requests } = await sandbox.requests(around(view), 10_000);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  expect(map.coverage.requests).toEqual({
    traced: inWindow(requests).filter(({ api, traced }) => api === "shop-api" && traced).length,
    of: sum(Object.values(truth.apis).map(({ count }) => count)),
  });
  expect(map.coverage.invocations?.of).toBe(
    sum(Object.values(truth.functions).map(({ invocations }) => invocations)),
  );
});

test("drawn dashed is exactly what no trace knows", async ({ request, sandbox }) => {
  const map = await mapOf(request);
  const truth = await sandbox.truth(view);
  const seen = new Set(
    tracedRuns(await sandbox.requests(around(view), 10_000)).map(({ functionName }) => functionName),
  );
  const ran = Object.entries(truth.functions).filter(([, { invocations }]) => invocations > 0);
  const untraced = ran.map(([name]) => name).filter((name) => !seen.has(name));
  const stages = Object.entries(truth.apis)
    .filter(([name, { count }]) => count > 0 && name !== "shop-api/prod")
    .map(([name]) => name);
  const dashed = map.nodes.filter((node) => node.seen === "metrics").map(({ name }) => name);
  expect(dashed.sort()).toEqual([...untraced, ...stages].sort());
  expect(dashed).toContain("legacy-invoices");
});

test("shows a failing function, its calls, and leads to its traces and logs", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/service-map", view);
  const map = page.getByTestId("service-map");
  await map.locator('[data-node="function:payments-charge"]').click();
  const panel = page.getByTestId("map-detail");
  await expect(panel.getByRole("heading", { name: "payments-charge" })).toBeVisible();
  await expect(panel.getByText(/^Traced \d+ of [\d,]+ invocations/)).toBeVisible();
  await expect(panel.getByRole("link", { name: "Logs" })).toHaveAttribute("href", /src=fn%3Apayments-charge/);
  await expect(panel.getByRole("link", { name: "all" })).toHaveAttribute("href", /\/traces\?filter=service/);
  await expect(page).toHaveURL(/selected=function%3Apayments-charge/);

  await panel
    .getByRole("region", { name: "Calls" })
    .getByRole("button", { name: /^Healthy payments/ })
    .click();
  await expect(panel.getByRole("heading", { name: "payments-charge → payments" })).toBeVisible();
  await page.goBack();
  await expect(panel.getByRole("heading", { name: "payments-charge", exact: true })).toBeVisible();

  await panel.getByRole("button", { name: "Only its neighbours" }).click();
  await expect(map.locator('[data-node="function:payments-webhook"]')).toHaveCount(0);
  await expect(map.locator('[data-node="remote:api.payments.example"]')).toBeVisible();
  await page.getByRole("button", { name: "Whole map", exact: true }).click();
  await expect(map.locator('[data-node="function:payments-webhook"]')).toHaveCount(1);
});

test("is walked by keyboard", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/service-map", view);
  await page.locator('[data-node="clients"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[data-node="AWS::ApiGateway::Stage:shop-api/prod"]')).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("map-detail")).toContainText("shop-api/prod");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("map-detail")).toHaveCount(0);
});

test("finds services, filters by health, and reads as a table", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/service-map", view);
  await page.getByRole("searchbox", { name: "Find a service" }).fill("payments");
  await expect(page.getByText("4 found")).toBeVisible();
  await page.getByRole("radio", { name: "Table" }).click();
  const services = page.getByRole("region", { name: "Services" });
  await expect(services.getByRole("row")).toHaveCount(5);
  await expect(services.getByRole("button", { name: "payments-charge" })).toBeVisible();
});

test("is saved as SVG and PNG", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/service-map", view);
  for (const format of ["SVG", "PNG"]) {
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: `Download as ${format}` }).click();
    const file = await readFile(await (await saving).path());
    if (format === "SVG") {
      const text = file.toString();
      expect(text).toContain("payments-charge");
      expect(text).not.toMatch(/class=|var\(--/);
    } else {
      expect(file.subarray(1, 4).toString()).toBe("PNG");
      expect(file.length).toBeGreaterThan(10_000);
    }
  }
});

test("compares with the window before", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/service-map", view);
  await page.getByRole("button", { name: "Compare with before" }).click();
  await expect(screen.answer).toContainText(/gainst the window before/);
  await expect(page).toHaveURL(/compare=on/);
});

async function mapOf(request: Parameters<typeof fetchJson>[0]): Promise<NonNullable<ServiceMapView["map"]>> {
  const { meta, map } = await fetchJson(request, "/api/service-map", view, serviceMapViewSchema);
  expect(meta.incomplete).toEqual([]);
  if (!map) throw new Error("no map");
  return map;
}

/** What began in the window may have run on, and what ran in it have begun before: both are looked at. */
function around({ from, to, region }: typeof view) {
  const at = (time: string, by: number) => new Date(Date.parse(time) + by * minutes).toISOString();
  return { from: at(from, -20), to: at(to, 10), region };
}

function inWindow<T extends { readonly startMs: number }>(all: readonly T[]): T[] {
  return all.filter(({ startMs }) => startMs >= Date.parse(view.from) && startMs < Date.parse(view.to));
}

/** Runs whose trace began in the window: a trace id carries the second of its begin. */
function tracedRuns({ requests, events }: RequestsTruth): InvocationTruth[] {
  const runs = [...requests, ...events]
    .flatMap(({ invocations }) => invocations)
    .concat(requests.flatMap(({ authorizer }) => (authorizer ? [authorizer] : [])))
    .filter(({ traced, traceId }) => {
      const beginMs = Number.parseInt(traceId.split("-")[1] ?? "0", 16) * 1000;
      return traced && beginMs >= Date.parse(view.from) && beginMs < Date.parse(view.to);
    });
  return [...new Map(runs.map((run) => [`${run.requestId} ${run.attempt}`, run])).values()];
}
