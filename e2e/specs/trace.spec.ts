import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { TracePage } from "@/e2e/pages/trace-page";
import { windows } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import type { RequestsTruth } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { spanFlags, spanViewSchema, traceViewSchema } from "@/lib/model/views/spans";

/** Where did this trace spend its time, and what made it fail? */

const view = { ...windows[2], region: "us-east-1" };

type InvocationTruth = RequestsTruth["events"][number]["invocations"][number];

function failedTraceOf(name: string, wanted: (one: InvocationTruth) => boolean = () => true) {
  return ({ requests, events }: RequestsTruth): string | undefined =>
    [...requests, ...events]
      .flatMap(({ invocations }) => invocations)
      .find((one) => one.functionName === name && one.traced && one.outcome !== "success" && wanted(one))
      ?.traceId;
}

const incidents: readonly {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly traceOf: (truth: RequestsTruth) => string | undefined;
  /** What the sentence above the waterfall must name. */
  readonly answer: RegExp;
  /** Service of the span that is the cause. */
  readonly cause: string;
}[] = [
  {
    name: "a bad version behind a canary",
    from: "2026-01-15T11:06:00Z",
    to: "2026-01-15T11:30:00Z",
    traceOf: failedTraceOf("payments-charge", ({ outcome }) => outcome === "error"),
    answer: /POST \/payments .* failed with 502; TypeError in payments-charge/,
    cause: "payments-charge",
  },
  {
    name: "a burst against reserved concurrency",
    from: "2026-01-15T11:25:00Z",
    to: "2026-01-15T11:35:00Z",
    traceOf: ({ requests }) =>
      requests.find(({ outcome, traced }) => outcome === "function-throttled" && traced)?.traceId,
    answer: /GET \/catalog\/search .* failed with 500; catalog-search was throttled/,
    cause: "catalog-search",
  },
  {
    name: "a slow third party",
    from: "2026-01-15T10:12:00Z",
    to: "2026-01-15T10:35:00Z",
    traceOf: failedTraceOf("shipping-quotes", ({ outcome }) => outcome === "timeout"),
    answer: /failed with 504; .*waiting for POST api\.parcel-quotes\.example/,
    cause: "api.parcel-quotes.example",
  },
  {
    name: "a throttled table",
    from: "2026-01-15T09:12:00Z",
    to: "2026-01-15T09:28:00Z",
    traceOf: failedTraceOf("inventory-sync"),
    answer: /DynamoDB BatchWriteItem inventory in inventory-sync was throttled/,
    cause: "DynamoDB",
  },
  {
    name: "a memory leak",
    from: "2026-01-15T07:30:00Z",
    to: "2026-01-15T08:20:00Z",
    traceOf: failedTraceOf("catalog-images", ({ outcome }) => outcome === "out-of-memory"),
    answer: /Runtime\.OutOfMemory in catalog-images/,
    cause: "catalog-images",
  },
];

for (const { name, from, to, traceOf, answer, cause } of incidents) {
  test(`${name}: the waterfall points at its cause`, async ({ page, request, sandbox }) => {
    const id = traceOf(await sandbox.requests({ from, to, region: view.region }, 5_000));
    if (!id) throw new Error("The sandbox traced no failure of this incident");
    const told = await fetchJson(request, `/api/traces/${id}`, view, traceViewSchema);
    const serviceOf = (span: number) => told.spans.strings[told.spans.service[span] ?? -1];
    expect(serviceOf(told.faultCause)).toBe(cause);
    expect(told.problems).toEqual([]);

    const screen = new TracePage(page);
    await screen.open(id, view);
    await expect(screen.answer).toHaveText(answer);
    await expect(screen.answer).toHaveText(told.answer);
    await expect(screen.rows).toHaveCount(told.spans.parent.length);
    const row = screen.row(told.faultCause);
    await expect(row).toContainText(cause);
    await expect(row.getByRole("img", { name: /^(Fault|Error|Throttled)$/ })).toBeVisible();
  });
}

test("the functions of a request, their cold starts and durations are the truth's", async ({
  request,
  sandbox,
}) => {
  const window = { from: "2026-01-15T11:05:00Z", to: "2026-01-15T11:30:00Z", region: view.region };
  const { requests } = await sandbox.requests(window, 5_000);
  const cold = requests.filter(({ traced, invocations }) => traced && invocations.some((one) => one.cold));
  expect(cold.length).toBeGreaterThan(0);
  for (const { traceId, invocations, authorizer } of cold.slice(0, 3)) {
    const { spans, coldStarts } = await fetchJson(request, `/api/traces/${traceId}`, view, traceViewSchema);
    const all = [...invocations, ...(authorizer ? [authorizer] : [])].filter(
      (one) => one.traceId === traceId && one.traced,
    );
    expect(coldStarts).toBe(all.filter((one) => one.cold).length);
    const requestIds = new Set(spans.requestId.map((index) => spans.strings[index]));
    for (const { requestId } of all) expect(requestIds).toContain(requestId);
    const marked = spans.flags.filter((flags) => flags & spanFlags.coldStart).length;
    expect(marked).toBeGreaterThanOrEqual(coldStarts);
  }
});

test.describe("one failing request", () => {
  let id = "";
  test.beforeEach(async ({ sandbox, page }) => {
    const incident = incidents[0];
    if (!incident) throw new Error("unreachable");
    const { from, to, traceOf } = incident;
    id = traceOf(await sandbox.requests({ from, to, region: view.region }, 5_000)) ?? "";
    await new TracePage(page).open(id, view);
  });

  test("a span's details name its exception, and its log lines stand under it", async ({ page, request }) => {
    const screen = new TracePage(page);
    const told = await fetchJson(request, `/api/traces/${id}`, view, traceViewSchema);
    await screen.row(told.faultCause).click();
    await expect(screen.panel).toContainText("TypeError: Cannot read properties of undefined");
    const spanId = told.spans.strings[told.spans.id[told.faultCause] ?? -1] ?? "";
    const { span } = await fetchJson(request, `/api/traces/${id}/spans/${spanId}`, view, spanViewSchema);
    expect(span.exceptions[0]?.type).toBe("TypeError");
    await expect(page).toHaveURL(new RegExp(`span=${spanId}`));

    await screen.panel.getByRole("button", { name: "Log lines here" }).click();
    await expect(screen.waterfall).toContainText(
      "Cannot read properties of undefined (reading 'installments')",
    );
    await expect(screen.waterfall.getByText(/START RequestId/)).toBeVisible();

    // The address is the state: the same span is open for whoever gets the link.
    await page.reload();
    await expect(screen.panel).toContainText("TypeError");
  });

  test("works by keyboard: walk, fold, zoom, find", async ({ page }) => {
    const screen = new TracePage(page);
    const all = await screen.rows.count();
    await screen.waterfall.focus();
    await page.keyboard.press("j");
    await page.keyboard.press("h");
    await expect(screen.rows).toHaveCount(1);
    await page.keyboard.press("l");
    await expect(screen.rows).toHaveCount(all);
    await page.keyboard.press("w");
    await expect(page).toHaveURL(/zoom=/);
    await page.keyboard.press("0");
    await expect(page).not.toHaveURL(/zoom=/);
    await screen.find.fill("payments fault");
    await screen.find.press("Enter");
    await expect(page.getByRole("search")).toContainText(/[1-9] of \d/);
    await screen.waterfall.focus();
    await page.keyboard.press("Enter");
    await expect(screen.panel).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(screen.panel).toHaveCount(0);
  });

  test("can be read as a table and as a flame graph", async ({ page }) => {
    const screen = new TracePage(page);
    const all = await screen.rows.count();
    await page.getByRole("radio", { name: "Table" }).click();
    const table = page.getByRole("table", { name: "Spans" });
    await expect(table.getByRole("row")).toHaveCount(all + 1);
    await table.getByRole("button", { name: "Duration" }).click();
    await expect(table.getByRole("row").nth(1)).toContainText("shop-api/prod");
    await page.getByRole("radio", { name: "Flame graph" }).click();
    await expect(page.getByTestId("flame")).toBeVisible();
    await expect(page).toHaveURL(/view=flame/);
  });

  test("a drag over the minimap zooms, a click shows all again", async ({ page }) => {
    const box = await page.getByTestId("minimap").boundingBox();
    if (!box) throw new Error("no minimap");
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.25, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, y, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/zoom=/);
    await expect(page.getByRole("button", { name: "Whole trace" })).toBeVisible();
    await page.mouse.click(box.x + box.width / 2, y);
    await expect(page).not.toHaveURL(/zoom=/);
  });
});

for (const [what, id, words] of [
  ["an unknown trace", "1-6968c9dd-000000000000000000000000", /X-Ray has no trace/],
  ["one older than X-Ray keeps", "1-5759e988-bd862e3fe1be46a994272793", /kept for 30 days/],
  ["a request id", "66495bfe-9f68-4026-be90-a40a51de3517", /is a request id, not a trace id/],
  ["no id at all", "nonsense", /is not a trace id/],
] as const) {
  test(`${what} is a page that says so`, async ({ page }) => {
    const screen = new DashboardPage(page);
    await screen.open(`/traces/${id}`, view);
    await expect(page.locator("main")).toContainText(words);
  });
}

test("either spelling of an id leads to the trace", async ({ page, sandbox }) => {
  const incident = incidents[0];
  if (!incident) throw new Error("unreachable");
  const { from, to, traceOf, answer } = incident;
  const id = traceOf(await sandbox.requests({ from, to, region: view.region }, 5_000)) ?? "";
  const screen = new TracePage(page);
  await screen.open(id.slice(2).replace("-", ""), view);
  await expect(screen.answer).toHaveText(answer);
});
