import type { APIRequestContext } from "@playwright/test";
import { TracesPage } from "@/e2e/pages/traces-page";
import { expect, test } from "@/e2e/support/test";
import {
  coldStartsViewSchema,
  type TracesView,
  tracesMessageSchema,
  tracesViewSchema,
} from "@/lib/model/views/traces";

/** Which requests were slow or failed, and what do they have in common? */

/** Quiet enough for the truth to be told in one answer. */
const view = { from: "2026-01-15T08:10:00Z", to: "2026-01-15T08:20:00Z", region: "us-east-1" };
/** A version behind a canary fails in it. */
const incident = { from: "2026-01-15T11:20:00Z", to: "2026-01-15T11:40:00Z", region: "us-east-1" };

async function tracesOf(
  request: APIRequestContext,
  extra: Readonly<Record<string, string>> = {},
  window = view,
): Promise<TracesView> {
  const response = await request.get(`/api/traces?${new URLSearchParams({ ...window, ...extra })}`);
  expect(response.status(), await response.text()).toBe(200);
  return tracesViewSchema.parse(await response.json());
}

test("traces of an API are the traced requests of the truth, with their status", async ({
  request,
  sandbox,
}) => {
  const { traces, truncatedAtMs, processed } = await tracesOf(request);
  const { requests } = await sandbox.requests(view, 10_000);
  const traced = requests.filter((one) => one.api === "shop-api" && one.traced);
  expect(traced.length).toBeGreaterThan(20);
  const byId = new Map(traces.map((trace) => [trace.traceId, trace]));
  expect(
    traces
      .filter(({ entry }) => entry === "shop-api/prod")
      .map(({ traceId }) => traceId)
      .sort(),
  ).toEqual(traced.map(({ traceId }) => traceId).sort());
  for (const { traceId, status, method, latencyMs } of traced) {
    const trace = byId.get(traceId);
    expect(trace).toMatchObject({ status, method, fault: status >= 500 });
    expect(trace?.responseTimeMs).toBeCloseTo(latencyMs, 0);
  }
  expect(truncatedAtMs).toBeNull();
  expect(processed).toBe(traces.length);
});

test("coverage is what X-Ray kept of what CloudWatch counted", async ({ request, sandbox }) => {
  const { coverage } = await tracesOf(request);
  const truth = await sandbox.truth(view);
  const { requests } = await sandbox.requests(view, 10_000);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  expect(coverage?.requests).toEqual({
    traced: requests.filter(({ api, traced }) => api === "shop-api" && traced).length,
    total: sum(Object.values(truth.apis).map(({ count }) => count)),
  });
  expect(coverage?.invocations.total).toBe(
    sum(Object.values(truth.functions).map(({ invocations }) => invocations)),
  );
  for (const { label, total } of coverage?.stages ?? []) expect(total).toBe(truth.apis[label]?.count);
});

test("cold starts read from the documents are those of the truth", async ({ request, sandbox }) => {
  const { requests } = await sandbox.requests(view, 10_000);
  const known = requests.filter((one) => one.api === "shop-api" && one.traced && one.invocations.length > 0);
  const cold = known.filter(({ invocations }) => invocations.some((one) => one.cold && one.traced));
  const warm = known.filter(({ invocations, authorizer }) => {
    return !authorizer?.cold && invocations.every((one) => !one.cold);
  });
  const ids = [...cold.slice(0, 10), ...warm.slice(0, 15)].map(({ traceId }) => traceId);
  const search = new URLSearchParams({ ids: ids.join(","), region: view.region });
  const answer = coldStartsViewSchema.parse(
    await (await request.get(`/api/traces/cold-starts?${search}`)).json(),
  );
  for (const { traceId } of cold.slice(0, 10)) expect(answer.coldStarts[traceId]).toBe(true);
  // Documents may be lost: then it is not known, and never claimed.
  for (const { traceId } of warm.slice(0, 15)) expect(answer.coldStarts[traceId]).not.toBe(true);
});

test("the stream is what its schema says and holds the same traces", async ({ request }) => {
  const whole = await tracesOf(request);
  const response = await request.get(`/api/traces?${new URLSearchParams(view)}`, {
    headers: { accept: "application/x-ndjson" },
  });
  const lines = (await response.text()).trim().split("\n");
  const messages = lines.map((line) => tracesMessageSchema.parse(JSON.parse(line)));
  expect(messages[0]?.type).toBe("meta");
  expect(messages.at(-1)).toMatchObject({ type: "done", processed: whole.processed });
  const rows = messages.flatMap((message) => (message.type === "rows" ? message.rows : []));
  expect(rows.map(({ traceId }) => traceId).sort()).toEqual(
    whole.traces.map(({ traceId }) => traceId).sort(),
  );
});

test("an expression with a mistake is refused where the mistake is", async ({ page, request }) => {
  const response = await request.get(
    `/api/traces?${new URLSearchParams({ ...view, filter: "fault AND responsetme > 1" })}`,
  );
  expect(response.status()).toBe(400);
  const { error } = await response.json();
  expect(error).toMatchObject({ parameter: "filter" });
  expect(error.message).toContain("Is responsetime meant? (at character 11)");

  const screen = new TracesPage(page);
  await screen.openWith(view, {});
  await screen.filter.fill("fault AND responsetme > 1");
  await expect(screen.problem.locator("mark")).toHaveText("responsetme");
  await expect(screen.problem).toContainText("Is responsetime meant?");
  await expect(page.getByRole("button", { name: "Search", exact: true })).toBeDisabled();
});

test("the form writes the expression, and only what fits is shown", async ({ page, request }) => {
  const screen = new TracesPage(page);
  await screen.openWith(view, {});
  await page.getByRole("button", { name: "Form" }).click();
  await page.getByLabel("Service").fill("orders-api");
  await page.getByLabel("Slower than, ms").fill("50");
  await expect(page.getByTestId("form-expression")).toHaveText(
    'service("orders-api") AND responsetime > 0.05',
  );
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(screen.filter).toHaveValue('service("orders-api") AND responsetime > 0.05');
  await expect(page).toHaveURL(/filter=service/);
  await screen.loaded();
  const { traces } = await tracesOf(request, { filter: 'service("orders-api") AND responsetime > 0.05' });
  expect(traces.length).toBeGreaterThan(3);
  for (const trace of traces) {
    expect(trace.services).toContain("orders-api");
    expect(trace.responseTimeMs).toBeGreaterThan(50);
  }
  await expect(screen.table).toHaveAttribute("aria-rowcount", String(traces.length + 1));
});

test("what failed is found by comparing a group with the rest", async ({ page, request }) => {
  const { comparison } = await tracesOf(request, { group: "status", pick: "500" }, incident);
  expect(comparison?.findings[0]).toMatchObject({ selected: { of: comparison?.selectedCount } });
  const route = comparison?.findings.find(({ kind }) => kind === "route");
  expect(route?.value).toBe("GET /catalog/search");

  const screen = new TracesPage(page);
  await screen.openWith(incident, { group: "status" });
  await screen.group("500").getByRole("button", { name: "Compare 500" }).click();
  await expect(screen.findings.filter({ hasText: "GET /catalog/search" })).toBeVisible();
  await expect(screen.table).toHaveAttribute("aria-rowcount", String((comparison?.selectedCount ?? 0) + 1));
});

test("a region that is dragged on the scatter is selected, compared and kept in the address", async ({
  page,
}) => {
  const screen = new TracesPage(page);
  await screen.openWith(view, {});
  const box = await page.getByTestId("scatter").boundingBox();
  if (box === null) throw new Error("The scatter has no place.");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 200, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/select=/);
  await expect(page.getByRole("region", { name: "What the selected traces have in common" })).toBeVisible();
  const selected = Number(await screen.table.getAttribute("aria-rowcount"));
  await page.reload();
  await screen.loaded();
  await expect(screen.table).toHaveAttribute("aria-rowcount", String(selected));
  await page.getByRole("button", { name: "Zoom" }).click();
  await expect(page).not.toHaveURL(/select=/);
  await expect(page).toHaveURL(/from=2026-01-15T08%3A1\d/);
});

test("a limit that cuts the reading short is said", async ({ page, request }) => {
  const short = await tracesOf(request, { limit: "50" });
  expect(short.truncatedAtMs).not.toBeNull();
  const screen = new TracesPage(page);
  await screen.openWith(view, { limit: "50" });
  await expect(page.getByTestId("truncated")).toContainText("the limit is 50");
  await page.getByRole("button", { name: "Read more" }).click();
  await expect(page).toHaveURL(/limit=500/);
});

test("rows lead to the trace and to the request", async ({ page }) => {
  const screen = new TracesPage(page);
  await screen.openWith(view, {});
  const row = screen.rows.first();
  const id = await row.getAttribute("data-trace");
  await expect(row.getByRole("link", { name: "Request of trace" })).toHaveAttribute(
    "href",
    new RegExp(`/requests/${id}\\?`),
  );
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`/traces/${id}\\?`));
});
