import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatUsd } from "@/lib/base/format-money";
import { costSchema } from "@/lib/model/views/cost-answer";

const view = { ...windows[1], region: "us-east-1" };
const MONTH_HOURS = 730;
const windowHours = (Date.parse(view.to) - Date.parse(view.from)) / 3_600_000;

/** us-east-1, US dollars a GB-second, first tier. [Lambda pricing, 2026-09-19] */
const x86Usd = 0.0000166667;
const armUsd = 0.0000133334;

test("what would moving the three most expensive functions to arm64 save a month?", async ({
  page,
  request,
  sandbox,
}) => {
  const screen = new DashboardPage(page);
  await screen.open("/cost", view);
  const panel = page.getByRole("region", { name: "What would change it?" });
  await panel.getByLabel("Change", { exact: true }).selectOption("arm64");
  await panel.getByRole("button", { name: /^For whom/ }).click();
  await page.getByRole("button", { name: "3 most expensive on x86_64" }).click();
  await page.keyboard.press("Escape");
  await panel.getByRole("button", { name: "Add change" }).click();
  // The address changes when the answer is there, for which the whole account is read.
  await expect(page).toHaveURL(/change=arm64/, { timeout: 45_000 });
  await expect(panel.getByTestId("what-if-answer")).toBeVisible();

  const change = new URL(page.url()).searchParams.getAll("change");
  const names = change[0]?.split(":")[1]?.split(",") ?? [];
  expect(names).toHaveLength(3);
  const { functions } = await sandbox.truth(view);
  const gbSeconds = names.reduce((sum, name) => sum + (functions[name]?.gbSeconds ?? Number.NaN), 0);
  const saved = gbSeconds * (x86Usd - armUsd) * (MONTH_HOURS / windowHours);

  const address = new URLSearchParams(change.map((one) => ["change", one]));
  const answer = await request.get(`${viewUrl("/api/cost", view)}&${address}`);
  const { whatIf } = costSchema.parse(await answer.json());
  if (!whatIf) throw new Error("no what-if");
  const { delta } = whatIf.total;
  expect(saved).toBeGreaterThanOrEqual(-delta.highUsd - 1e-6);
  expect(saved).toBeLessThanOrEqual(-delta.lowUsd + 1e-6);
  // The range is one that helps to decide.
  expect(-delta.highUsd).toBeGreaterThan(saved / 2);
  await expect(panel.getByTestId("what-if-answer")).toContainText(
    `saves ${formatUsd(-delta.highUsd)} to ${formatUsd(-delta.lowUsd)} a month`,
  );
  await expect(panel.getByTestId("what-if-delta")).toHaveText(
    `${formatUsd(delta.lowUsd)} to ${formatUsd(delta.highUsd)}`,
  );
  await expect(panel.getByTestId("what-if-parts").getByRole("link")).toHaveText(
    whatIf.parts.map(({ key }) => key ?? ""),
  );

  const opens = "How Duration on arm64 comes about, now and after";
  await panel.getByRole("button", { name: opens }).click();
  const arm = whatIf.lines.find(({ line }) => line === "lambda-duration-arm");
  await expect(panel.getByText(arm?.after?.low.formula ?? "", { exact: true })).toBeVisible();
  await expect(panel.getByTestId("assumptions")).toContainText("Executions take as long on arm64 as now");
  await expectAccessibleToAll(page);

  await panel.getByRole("button", { name: /^Remove the change: Move to arm64/ }).click();
  await expect(page).not.toHaveURL(/change=/, { timeout: 45_000 });
  await expect(panel.getByTestId("what-if-answer")).toHaveCount(0);
});

test("a shared proposal says what it changes, what it cannot change and why", async ({ page, request }) => {
  const proposal = ["http-api", "provisioned-2-12h:orders-api", "savings-plan-no-upfront-0.8"];
  const address = new URLSearchParams(proposal.map((one) => ["change", one]));
  await page.goto(`${viewUrl("/cost", view)}&${address}`);
  await new DashboardPage(page).settled();
  const panel = page.getByRole("region", { name: "What would change it?" });
  const changes = panel.getByTestId("proposed-change");
  await expect(changes).toHaveCount(3);
  await expect(changes.first()).toContainText("for partner-api/v1");
  await expect(changes.first()).toContainText("shop-api/prod: The stage has a cache of 0.5 GB");
  await expect(changes.nth(1)).toContainText("no dearer than on demand from 60 % on");
  await expect(panel.getByTestId("what-if-savings-plan")).toBeVisible();

  const form = panel.getByRole("form", { name: "A change to propose" });
  await form.getByLabel("Change", { exact: true }).selectOption("memory");
  await form.getByLabel("Memory size").fill("99999");
  await form.getByRole("button", { name: "Add change" }).click();
  await expect(form.getByLabel("Memory size")).toHaveAccessibleDescription(
    "“99999” is not from 128 to 10,240 MB.",
  );
  const refused = await request.get(`${viewUrl("/api/cost", view)}&change=memory-99999&change=graviton`);
  expect(refused.status()).toBe(400);
});
