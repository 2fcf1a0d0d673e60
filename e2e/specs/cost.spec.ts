import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import { expect, test } from "@/e2e/support/test";
import { formatUsd } from "@/lib/base/format-money";
import { formatUsdRange } from "@/lib/model/usd-range";
import { costSchema } from "@/lib/model/views/cost-answer";

/** What does it cost now, where is it going, and what would something new cost? */

const view = { ...windows[0], region: "us-east-1" };
/** Quiet enough for Logs Insights to be quick. */
const quiet = { from: "2026-01-15T08:10:00Z", to: "2026-01-15T08:30:00Z", region: "us-east-1" };

test("the figures on screen are those of the JSON, and the truth lies between them", async ({
  page,
  request,
  sandbox,
}) => {
  const { meta, bill } = await fetchJson(request, "/api/cost", view, costSchema);
  expect(meta.incomplete).toEqual([]);
  if (!bill) throw new Error("no bill");
  const truth = new Map((await sandbox.truth(view)).bill.lineItems.map(({ item, usd }) => [item, usd]));
  const shared = bill.lines.filter(({ line }) => truth.has(line));
  expect(shared.length).toBeGreaterThan(5);
  for (const { line, low, high } of shared) {
    const usd = truth.get(line) ?? Number.NaN;
    expect(low.usd, line).toBeLessThanOrEqual(usd + 1e-6);
    expect((high ?? low).usd, line).toBeGreaterThanOrEqual(usd - 1e-6);
  }

  const screen = new DashboardPage(page);
  await screen.open("/cost", view);
  const total = [formatUsd(bill.total.lowUsd), formatUsd(bill.total.highUsd)];
  await expect(screen.figure("total")).toHaveText(total.join(" – "));
  await expect(page.getByTestId("lines-total")).toHaveText(total.join(" – "));
  await expect(screen.answer).toContainText(total.join(" – "));
  for (const { line, low, high } of bill.lines) {
    const row = page.getByTestId(`line-${line}`);
    await expect(row).toContainText(formatUsd(low.usd));
    await expect(row).toContainText(formatUsd((high ?? low).usd));
  }

  const requests = bill.lines.find(({ line }) => line === "lambda-requests");
  await page.getByRole("button", { name: "How Lambda requests comes about" }).click();
  await expect(page.getByText(requests?.low.formula ?? "", { exact: true })).toBeVisible();
  await expect(page.getByText(`Price of ${requests?.low.price?.date}`).first()).toBeVisible();

  await page.getByRole("radio", { name: "API", exact: true }).click();
  await expect(page).toHaveURL(/split=api/);
  const rows = page.getByTestId("cost-groups").getByRole("row");
  await expect(rows).toHaveCount(bill.groups.api.length + 1);
  const saved = await savedCsv(page, "Save costs by API as CSV");
  expect(saved).toHaveLength(bill.groups.api.length + 1);
  expect(sum(saved.slice(1).map((cells) => Number(cells[1])))).toBeCloseTo(bill.total.lowUsd, 9);
  const items = await savedCsv(page, "Save line items as CSV");
  expect(items.map(([label]) => label).slice(1)).toEqual(bill.lines.map(({ label }) => `"${label}"`));

  await expectAccessibleToAll(page);
});

test("is made exact on request, after its price is told", async ({ page }) => {
  const screen = new DashboardPage(page);
  await screen.open("/cost", quiet);
  const offer = page.getByTestId("exact-offer");
  await expect(offer).toContainText(/scans about [\d.]+ (KB|MB|GB), prices of \d{4}-\d\d-\d\d/);
  const answering = page.waitForResponse(/\/api\/cost\?.*consent=true/);
  await offer.getByRole("button", { name: /^Make it exact for (about|less than) / }).click();
  const { bill } = costSchema.parse(await (await answering).json());
  await expect(page.getByText(/added up by Logs Insights/)).toBeVisible();
  await expect(page).not.toHaveURL(/consent/);
  const dearest = bill?.groups.route?.find(({ key }) => key !== null);
  if (!bill || !dearest) throw new Error("routes are not told apart");
  await expect(screen.figure("total")).toContainText(formatUsd(bill.total.lowUsd));
  // A function whose lines do not tell what was billed leaves a range, here too.
  await expect(screen.answer).toContainText(`${formatUsdRange(bill.total)} in this window`);
  await page.getByRole("radio", { name: "Route" }).click();
  await expect(page.getByTestId(`group-${dearest.key}`)).toContainText(formatUsd(dearest.total.lowUsd));
});

test("the month's end goes with the free tier, in an address that can be shared", async ({
  page,
  request,
}) => {
  const screen = new DashboardPage(page);
  await screen.open("/cost", view);
  const projection = page.getByTestId("projection");
  const { projection: without, worstHour } = await fetchJson(request, "/api/cost", view, costSchema);
  await expect(projection).toContainText(`${formatUsd(without?.expectedUsd)} expected for January 2026`);
  await expect(async () => {
    await page.getByRole("radio", { name: "With free tier" }).click();
    await expect(page).toHaveURL(/freeTier=on/, { timeout: 5_000 });
  }).toPass();
  await expect(projection).toContainText("free tier deducted");
  const response = await request.get(`${viewUrl("/api/cost", view)}&freeTier=on`);
  const { projection: deducted } = costSchema.parse(await response.json());
  expect(deducted?.expectedUsd).toBeLessThan(without?.expectedUsd ?? 0);
  await expect(projection).toContainText(`${formatUsd(deducted?.expectedUsd)} expected`);

  const [dearest] = worstHour?.functions ?? [];
  await expect(page.getByTestId(`worst-${dearest?.name}`)).toContainText(`shared${dearest?.executions}`);
  await expect(page.getByTestId("worst-hour")).toContainText(
    `The account allows ${worstHour?.accountLimit?.toLocaleString("en")} executions`,
  );
});

test("estimates the worst hour of 2017 to the cent, says what is wrong with a field, and goes back from a budget", async ({
  page,
  pageProblems,
}) => {
  const screen = new DashboardPage(page);
  await screen.open("/cost", view);
  const form = page.getByRole("form", { name: "What is to be estimated" });
  await form.getByRole("radio", { name: "Concurrency" }).click();
  await form.getByLabel("Executions under way on average").fill("1,000");
  await form.getByLabel("Memory").fill("1536");
  await form.getByLabel("Duration of one").fill("1000");
  await form.getByLabel("Prices").selectOption("2017");
  const part = (name: string) => page.getByTestId("estimate-table").locator(`[data-part="${name}"]`);
  await expect(part("computeUsd").getByRole("cell").last()).toHaveText("$90.036");
  await expect(part("requestsUsd").getByRole("cell").last()).toHaveText("$0.72");
  await expect(page).toHaveURL(/estimate=.*memoryMb:1536,durationMs:1000,concurrency:1000/);

  await page.reload();
  await expect(part("computeUsd").getByRole("cell").last()).toHaveText("$90.036");

  await form.getByLabel("Memory").fill("64");
  await expect(form.getByLabel("Memory")).toHaveAccessibleDescription(
    "64 is not a memory size: 128 to 3,008 MB in steps of 64 MB are accepted.",
  );
  // The browser logs the refusal that the message comes from.
  expect(pageProblems.splice(0)).toEqual([expect.stringContaining("status of 400")]);
  await form.getByLabel("Memory").fill("1024");
  await expect(form.getByLabel("Memory")).toHaveAttribute("aria-invalid", "false");

  await form.getByLabel("Prices").selectOption("");
  await form.getByRole("radio", { name: "Budget" }).click();
  await form.getByLabel("What may it cost a month?").fill("1686.67");
  await expect(page.getByTestId("estimate-answer")).toContainText(
    /^\$1,686\.6\d a month for (99,999,\d{3}|100,000,000) requests/,
  );
});

/** The rows of a saved file, cells as they stand in it; a comma inside quotes is no end of a cell. */
async function savedCsv(page: Page, button: string): Promise<readonly (readonly string[])[]> {
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const text = await readFile(await (await saving).path(), "utf8");
  return text
    .split("\r\n")
    .map((row) => [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
