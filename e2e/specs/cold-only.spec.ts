import { LogsPage } from "@/e2e/pages/logs-page";
import { TracesPage } from "@/e2e/pages/traces-page";
import { viewUrl } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatExact } from "@/lib/base/format-number";
import { logsAnswerSchema } from "@/lib/model/views/log-answer";

/** Which requests waited for a cold start? Those that the account says, and no others. */

const view = { from: "2026-01-15T08:00:00Z", to: "2026-01-15T08:30:00Z", region: "us-east-1" };
const name = "payments-webhook";

test("Logs: cold only shows the requests that waited, with how long, and marks the lines that say so", async ({
  page,
  request,
  sandbox,
}) => {
  const truth = (await sandbox.invocations(view)).filter((one) => one.functionName === name && one.cold);
  expect(truth.length).toBeGreaterThan(2);
  const screen = new LogsPage(page);
  await page.goto(`${viewUrl("/logs", view)}&src=fn:${name}`);
  await screen.read();
  await expect(screen.count).not.toHaveText(formatExact(truth.length));
  await page.getByRole("combobox", { name: "Cold starts" }).click();
  await page.getByRole("option", { name: "Cold only" }).click();
  await expect(page).toHaveURL(/[?&]cold=true/);
  await expect(screen.count).toContainText(formatExact(truth.length));
  const rows = screen.requests.getByRole("row").filter({ hasText: name });
  await expect(rows).toHaveCount(truth.length);
  for (const row of await rows.all()) await expect(row).toContainText(/cold \d+ ms/);
  await page.goto(`${viewUrl("/logs", view)}&src=fn:${name}&cold=true&view=lines`);
  await screen.read();
  await expect(screen.lines.locator("[data-init-mark=init]")).toHaveCount(truth.length);
  await expect(screen.lines.locator("[data-init-mark=cold]")).toHaveCount(truth.length);

  const response = await request.get(`${viewUrl("/api/logs", view)}&src=fn:${name}&cold=true`);
  const twin = logsAnswerSchema.parse(await response.json());
  const ids = (one: readonly { readonly requestId: string }[]) =>
    one.map(({ requestId }) => requestId).sort();
  expect(ids(twin.requests ?? [])).toEqual(ids(truth));
  for (const row of twin.requests ?? []) expect(row).toMatchObject({ cold: true, startKind: "on-demand" });
});

test("Traces: cold only keeps the traces in which a function had to start", async ({ page, sandbox }) => {
  const traced = (await sandbox.invocations(view)).filter((one) => one.traced);
  const mine = new Set(traced.filter((one) => one.functionName === name).map(({ traceId }) => traceId));
  const cold = new Set(
    traced.filter((one) => one.cold && mine.has(one.traceId)).map(({ traceId }) => traceId),
  );
  expect(cold.size).toBeGreaterThan(0);
  const screen = new TracesPage(page);
  await screen.openWith(view, { filter: `service("${name}")` });
  await page.getByRole("button", { name: "Cold only" }).click();
  await expect(page).toHaveURL(/[?&]cold=true/);
  await expect(page.getByTestId("cold-only")).toContainText(
    `${formatExact(cold.size)} of ${formatExact(mine.size)} traces`,
  );
  await expect(screen.rows).toHaveCount(cold.size);
  const shown = await screen.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-trace")));
  expect(shown.sort()).toEqual([...cold].sort());
});
