import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { windows } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import { expect, test } from "@/e2e/support/test";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { functionViewSchema } from "@/lib/model/views/function";

const view = { ...windows[1], region: "us-east-1" };

/** What is wrong with this function? Its figures must be the account's. */
for (const name of ["payments-charge", "catalog-search", "orders-api", "stream-analytics", "ledger-export"]) {
  test(`${name}: JSON and screen equal the truth`, async ({ page, request, sandbox }) => {
    const truth = (await sandbox.truth(view)).functions[name];
    if (!truth) throw new Error(`The sandbox has no ${name}`);
    const { totals, meta } = await fetchJson(request, `/api/functions/${name}`, view, functionViewSchema);
    expect(meta.incomplete).toEqual([]);
    expect(totals).toMatchObject({
      invocations: truth.invocations,
      errors: truth.errors,
      concurrencyPeak: truth.concurrentExecutionsMax,
    });
    expect(totals?.throttles ?? 0).toBe(truth.throttles);
    expect(totals?.durationP95Ms).toBeCloseTo(truth.durationP95Ms ?? Number.NaN, 3);

    const screen = new DashboardPage(page);
    await screen.open(`/functions/${name}`, view);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
    await expect(screen.figure("invocations")).toHaveText(formatCount(truth.invocations));
    await expect(screen.figure("errors")).toHaveText(formatCount(truth.errors));
    await expect(screen.figure("errorRate")).toHaveText(formatRatio(truth.errors / truth.invocations));
    await expect(screen.figure("throttles")).toHaveText(formatCount(truth.throttles));
  });
}

test("an alias that splits traffic shows which version fails", async ({ page }) => {
  await new DashboardPage(page).open("/functions/payments-charge", view);
  const comparison = page.getByRole("region", { name: "Version 42 against 41", exact: true });
  await expect(comparison.getByTestId("comparison")).toHaveAttribute("data-verdict", "worse");
  await expect(comparison).toContainText(/Version 42 is worse than 41: [\d.]+ % of invocations fail against/);
  await expect(comparison.getByRole("row", { name: /^Errors/ })).toContainText("Worse");
});

test("the alias's move is marked on the charts, listed with who made it, and opens its before and after", async ({
  page,
  request,
  sandbox,
}) => {
  const truth = (await sandbox.truth(view)).deployments.filter((one) => one.function === "payments-charge");
  const { deployments } = await fetchJson(
    request,
    "/api/functions/payments-charge",
    view,
    functionViewSchema,
  );
  const since = Date.parse(view.from);
  expect(deployments?.filter(({ atMs }) => atMs >= since)).toEqual(
    truth.map(({ kind, atMs, version, alias, share, by }) =>
      expect.objectContaining({ kind, atMs, version, alias, share, by, source: "cloudtrail" }),
    ),
  );

  const screen = new DashboardPage(page);
  await screen.open("/functions/payments-charge", view);
  const marks = page.getByRole("group", { name: "Changes marked on Errors", exact: true });
  const flag = marks.getByRole("link", {
    name: "15 Jan 11:05:00 UTC, version 42 takes 10 % of live, mira.holm · CloudTrail",
  });
  await expect(marks.getByRole("link")).toHaveCount(1);
  await expect(page.getByTestId("deployments-table").getByRole("row").nth(1)).toContainText(
    /2026-01-15 11:05:00 UTC.*Version 42 takes 10 % of live.*mira\.holm.*CloudTrail/,
  );
  await page.getByRole("button", { name: "Show Errors as table" }).click();
  await expect(screen.chart("Errors").getByRole("table")).toContainText("version 42 takes 10 % of live");
  await page.getByRole("button", { name: "Show Errors as chart" }).click();
  await flag.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/deployment=alias\.payments-charge\.live\.42\.1768475100/);
  await expect(flag).toHaveAttribute("aria-current", "true");
});

test("the charts' points add up to the total, and can be read as a table", async ({ page, request }) => {
  const { charts, totals } = await fetchJson(request, "/api/functions/orders-api", view, functionViewSchema);
  const chart = charts?.find(({ series }) => series.some(({ key }) => key === "invocations"));
  const series = chart?.series.find(({ key }) => key === "invocations");
  expect(series?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(totals?.invocations);

  const screen = new DashboardPage(page);
  await screen.open("/functions/orders-api", view);
  const title = chart?.title ?? "";
  const figure = screen.chart(title);
  await figure.getByRole("button", { name: `Show ${title} as table` }).click();
  await expect(figure.getByRole("table").getByRole("row")).toHaveCount((chart?.timesMs.length ?? 0) + 1);
});

test("dragging across a chart zooms the page to that range", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/functions/orders-api", view);
  const cursor = page.getByRole("slider").first();
  await cursor.scrollIntoViewIfNeeded();
  const box = await cursor.boundingBox();
  if (!box) throw new Error("The chart has no cursor layer");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.up();
  await page.getByRole("button", { name: "Zoom" }).click();
  await expect(page).not.toHaveURL(new RegExp(`from=${encodeURIComponent(view.from)}`));
  const range = new URL(page.url()).searchParams;
  const fromMs = Date.parse(range.get("from") ?? "");
  const toMs = Date.parse(range.get("to") ?? "");
  expect(fromMs).toBeGreaterThan(Date.parse(view.from));
  expect(toMs).toBeLessThan(Date.parse(view.to));
  await screen.settled();
  await expect(screen.figure("invocations")).not.toHaveText("–");
});

test("a function without invocations in the window says so and claims no zero", async ({ page }) => {
  const screen = new DashboardPage(page);
  // Before the world began.
  const before = { from: "2026-01-01T00:00:00Z", to: "2026-01-01T03:00:00Z", region: "us-east-1" };
  await screen.open("/functions/orders-api", before);
  await expect(screen.answer).toBeVisible();
  await expect(page.getByTestId("figure-invocations").locator("dd", { hasText: /^0$/ })).toHaveCount(0);
});

test("no value of a function's environment reaches the browser", async ({ page, request }) => {
  const secrets = /not-?a-?real|sk_test_|whsec_/i;
  for (const name of ["payments-charge", "payments-webhook", "orders-api", "checkout-authorizer"]) {
    for (const path of [`/functions/${name}`, `/api/functions/${name}`]) {
      const response = await request.get(`${path}?from=${view.from}&to=${view.to}`);
      expect(await response.text(), path).not.toMatch(secrets);
    }
  }
  await new DashboardPage(page).open("/functions/payments-charge", view);
  expect(await page.content()).not.toMatch(secrets);
});
