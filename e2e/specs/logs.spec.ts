import { readFile } from "node:fs/promises";
import { LogsPage } from "@/e2e/pages/logs-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";

const view = { from: "2026-01-15T11:40:00Z", to: "2026-01-15T11:50:00Z", region: "us-east-1" };

function logsUrl(sources: string, more: Readonly<Record<string, string>> = {}): string {
  return `${viewUrl("/logs", view)}&${new URLSearchParams({ src: sources, ...more })}`;
}

/** What happened, request by request? The rows must be the account's. */
for (const name of ["payments-charge", "orders-api", "catalog-images", "shipping-quotes"]) {
  test(`${name}: request rows equal the truth`, async ({ page, sandbox }) => {
    const truth = (await sandbox.invocations(view)).filter(({ functionName }) => functionName === name);
    expect(truth.length).toBeGreaterThan(0);
    const screen = new LogsPage(page);
    await page.goto(logsUrl(`fn:${name}`, { order: "oldest" }));
    await screen.read();
    await expect(screen.count).toHaveText(formatCount(truth.length));
    const whole = truth.filter(({ startMs }) => startMs >= Date.parse(view.from));
    // The most telling of them: each is a load of its own.
    for (const one of [
      whole.find(({ cold }) => cold) ?? whole[0],
      whole.findLast(({ outcome }) => outcome !== "success") ?? whole.at(-1),
    ].filter((some) => some !== undefined)) {
      await page.goto(logsUrl(`fn:${name}`, { requestId: one.requestId }));
      await screen.read();
      const row = screen.requests.getByRole("row").nth(one.attempt);
      await expect(row).toContainText(formatDuration(one.durationMs));
      await expect(row).toContainText(one.outcome === "success" ? "OK" : /Error|Timeout|memory|Crash/);
      if (one.cold) await expect(row).toContainText("cold");
      else await expect(row).not.toContainText("cold");
    }
  });
}

test("sources are chosen from a list; nothing is read before", async ({ page }) => {
  const screen = new LogsPage(page);
  await screen.open("/logs", view);
  await page.getByRole("option", { name: /^payments-charge/ }).click();
  await screen.read();
  await expect(page).toHaveURL(/src=fn%3Apayments-charge/);
  await page.getByRole("button", { name: /^Sources:/ }).click();
  await page.getByRole("option", { name: /^orders-api/ }).click();
  await page.keyboard.press("Escape");
  await screen.read();
  await expect(screen.answer).toContainText("payments-charge, orders-api");
});

test("a request opens to its lines by keyboard, and a line to its fields", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:orders-api"));
  await screen.read();
  await screen.requests.focus();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(screen.requests.locator("[data-line-text]").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const panel = page.getByTestId("line-panel");
  await expect(panel.getByTestId("line-message")).toBeVisible();
  await panel.getByRole("button", { name: "Lines around it in its stream" }).click();
  await expect(panel.getByText("Around it in its stream")).toBeVisible();
  await screen.requests.focus();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});

test("filters narrow without reading again, are in the address, and say when nothing matches", async ({
  page,
}) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:payments-charge"));
  await screen.read();
  const all = await screen.count.textContent();
  const loads: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/logs")) loads.push(request.url());
  });
  await page.keyboard.press("f");
  await page.keyboard.type("Cannot read");
  await expect(screen.count).not.toHaveText(all ?? "");
  await expect(page).toHaveURL(/q=Cannot/);
  await page.getByRole("searchbox").fill("no line says this");
  await expect(page.getByTestId("no-rows")).toContainText("None of");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(screen.count).toHaveText(all ?? "");
  expect(loads).toEqual([]);
});

test("a bad pattern says what is wrong; a catastrophic one does not freeze the page", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:payments-charge", { q: "re:/(unclosed/" }));
  await screen.read();
  await expect(page.getByTestId("filter-problem")).toContainText("missing closing )");
  await page.getByRole("searchbox").fill("charge 5**");
  await expect(page.getByTestId("filter-problem")).toContainText("at character 9");
  await page.getByRole("searchbox").fill("(x+x+)+y");
  await expect(page.getByTestId("filter-problem")).toHaveCount(0);
  await expect(page.getByTestId("no-rows").or(screen.requests)).toBeVisible();
});

test("End and Home reach the last and the first line", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:orders-api,fn:payments-charge", { view: "lines" }));
  await screen.read();
  const rows = Number(await screen.lines.getAttribute("aria-rowcount"));
  const line = (place: number) => screen.lines.locator(`[aria-rowindex="${place}"] [data-line-text]`);
  await screen.lines.focus();
  await page.keyboard.press("End");
  await expect(line(rows)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(line(2)).toBeInViewport();
});

test("dragging over the histogram narrows the rows", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:orders-api"));
  await screen.read();
  const all = await screen.count.textContent();
  await screen.drag(page.getByRole("figure", { name: "Lines over time by level" }), 0.2, 0.4);
  await expect(page).toHaveURL(/brush=/);
  await expect(screen.count).not.toHaveText(all ?? "");
});

test("errors are grouped, and a sample leads to its request", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:payments-charge", { view: "errors" }));
  await screen.read();
  await expect(screen.errors.locator("[data-error-title]").first()).toContainText("TypeError");
  await screen.errors.locator("[data-sample]").first().click();
  await expect(
    screen.requests.locator("[data-line-text]").filter({ hasText: "TypeError" }).first(),
  ).toBeVisible();
});

test("what a log line says is shown and never executed", async ({ page }) => {
  const screen = new LogsPage(page);
  page.on("dialog", () => {
    throw new Error("A log line opened a dialog");
  });
  await page.goto(
    `${viewUrl("/logs", { ...view, from: "2026-01-15T09:00:00Z" })}&${new URLSearchParams({
      src: "fn:orders-api,fn:carts-api,fn:payments-webhook,fn:catalog-search,fn:customers-profile",
      view: "lines",
      q: "onerror=alert",
    })}`,
  );
  await screen.read();
  const line = screen.lines.locator("[data-line-text]").first();
  await expect(line).toContainText("<script>");
  await line.click();
  await expect(page.getByTestId("line-message")).toContainText("<img src=x onerror=alert(1)>");
  expect(await page.locator("main img, main script").count()).toBe(0);
});

test("a link to a line shows that line", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:payments-charge", { view: "lines", level: "error" }));
  await screen.read();
  await screen.lines.locator("[data-line-text]").first().click();
  const panel = page.getByTestId("line-panel");
  const message = await panel.getByTestId("line-message").textContent();
  await panel.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(page.getByTestId("line-panel").getByTestId("line-message")).toHaveText(message ?? "");
});

test("an export holds the lines shown, with secrets masked on request", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("fn:payments-charge", { view: "lines" }));
  await screen.read();
  const shown = await screen.count.textContent();
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Secrets masked" })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "NDJSON" }).click();
  const text = await readFile(await (await saving).path(), "utf8");
  expect(formatCount(text.trim().split("\n").length)).toBe(shown);
});

test("a group that does not exist reads as no logs yet", async ({ page }) => {
  const screen = new LogsPage(page);
  await page.goto(logsUrl("group:/aws/lambda/not-there"));
  await screen.read();
  await expect(page.getByTestId("no-rows")).toBeVisible();
  await expect(page.getByText(/does not exist|no logs yet/i).first()).toBeVisible();
});

for (const logView of ["requests", "lines", "errors"]) {
  test(`everyone can use the ${logView}, which fit a phone`, async ({ page }) => {
    const screen = new LogsPage(page);
    await page.goto(logsUrl("fn:payments-charge,fn:orders-api", { view: logView }));
    await screen.read();
    await expectAccessibleToAll(page);
    await expect(page.getByRole("button", { name: "Export" })).toBeInViewport({ ratio: 1 });
  });
}
