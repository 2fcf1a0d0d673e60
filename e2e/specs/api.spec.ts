import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { DataTable } from "@/e2e/pages/data-table";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import { expect, test } from "@/e2e/support/test";
import { formatCount, formatExact } from "@/lib/base/format-number";
import { apiViewSchema } from "@/lib/model/views/api";
import { refusedSchema } from "@/lib/model/views/refused";

const view = { ...windows[1], region: "us-east-1" };

/** Does the API answer, and is it the gateway or the function that does not? */
for (const name of ["shop-api/prod", "partner-api/v1", "storefront-http/$default"]) {
  test(`${name}: JSON and screen equal the truth`, async ({ page, request, sandbox }) => {
    const truth = (await sandbox.truth(view)).apis[name];
    if (!truth) throw new Error(`The sandbox has no ${name}`);
    const path = `/apis/${truth.id}/${encodeURIComponent(name.split("/")[1] ?? "")}`;

    const { totals, meta } = await fetchJson(request, `/api${path}`, view, apiViewSchema);
    expect(meta.incomplete).toEqual([]);
    expect(totals).toMatchObject({ count: truth.count });
    expect(totals?.status4xx ?? 0).toBe(truth.status4xx);
    expect(totals?.status5xx ?? 0).toBe(truth.status5xx);
    expect(totals?.latencyP95Ms).toBeCloseTo(truth.latencyP95Ms ?? Number.NaN, 3);

    const screen = new DashboardPage(page);
    await screen.open(path, view);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name.split("/")[0] ?? "");
    await expect(screen.figure("count")).toHaveText(formatCount(truth.count));
    await expect(screen.figure("status4xx")).toHaveText(formatCount(truth.status4xx));
    await expect(screen.figure("status5xx")).toHaveText(formatCount(truth.status5xx));
  });
}

test("routes with detailed metrics add up to the stage and lead to their functions", async ({
  page,
  request,
  sandbox,
}) => {
  const { id = "", count } = (await sandbox.truth(view)).apis["shop-api/prod"] ?? {};
  const { routes } = await fetchJson(request, `/api/apis/${id}/prod`, view, apiViewSchema);
  expect(routes?.reduce((sum, route) => sum + (route.count ?? 0), 0)).toBe(count);

  await new DashboardPage(page).open(`/apis/${id}/prod`, view);
  const table = page.getByTestId("routes-table");
  expect(await new DataTable(table).rows()).toHaveLength(routes?.length ?? -1);
  await table.getByRole("link", { name: "catalog-search" }).click();
  await expect(page).toHaveURL(/\/functions\/catalog-search\?/);
  expect(new URL(page.url()).searchParams.get("from")).toBe(view.from);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("catalog-search");
});

test("the canary is told from the base", async ({ request, sandbox }) => {
  const { id = "" } = (await sandbox.truth(view)).apis["shop-api/prod"] ?? {};
  const { canary, configuration } = await fetchJson(request, `/api/apis/${id}/prod`, view, apiViewSchema);
  expect(configuration?.canary?.share).toBeCloseTo(0.1, 6);
  expect(canary).not.toBeNull();
});

test("who is near a quota, and how many requests were refused: screen equals JSON, keys add up to the log", async ({
  page,
  request,
  sandbox,
}) => {
  const { id = "" } = (await sandbox.truth(view)).apis["partner-api/v1"] ?? {};
  const { usagePlans } = await fetchJson(request, `/api/apis/${id}/v1`, view, apiViewSchema);
  const [key] = (usagePlans?.plans ?? []).flatMap(({ keys }) => keys ?? []);
  await new DashboardPage(page).open(`/apis/${id}/v1`, view);
  const limits = page.getByRole("region", { name: "Limits and throttling" });
  await expect(limits.getByTestId("usage-plans-answer")).toHaveText(
    usagePlans?.answer?.sentence ?? "no answer",
  );
  const row = limits.locator(`[data-key="${key?.name}"]`);
  await expect(row).toContainText(formatExact(key?.used));
  await row.getByRole("button", { name: `Use of ${key?.name} by day` }).click();
  await expect(page.getByRole("dialog")).toContainText(key?.days.at(-1)?.day ?? "no day");
  await page.keyboard.press("Escape");

  await limits.getByRole("button", { name: "Count in the logs…" }).click();
  await limits.getByRole("button", { name: "Count now" }).click();
  const answer = await request.get(`${viewUrl(`/api/apis/${id}/v1/refused`, view)}&consent=true`);
  const counted = refusedSchema.parse(await answer.json());
  expect(counted.answers).toBeGreaterThan(0);
  expect(counted.byKey?.reduce((sum, { count }) => sum + count, 0)).toBe(counted.answers);
  expect(counted.refused).toBe(counted.answers);
  await expect(limits.getByTestId("refused-result")).toContainText(
    `${formatExact(counted.answers)} requests answered with 429`,
  );
});
