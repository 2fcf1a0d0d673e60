import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { LogsPage } from "@/e2e/pages/logs-page";
import { TracePage } from "@/e2e/pages/trace-page";
import { viewUrl } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { startHostileWire } from "@/lib/tools/hostile/hostile-wire";
import { startBuiltApp } from "@/lib/tools/local-account";

/** Can what somebody got into a log do anything in the browser of whoever reads it? */

const view = { from: "2026-01-15T11:40:00Z", to: "2026-01-15T11:42:00Z", region: "us-east-1" };

/** Everything that must not happen on any page. */
async function watch(page: Page, origin: string): Promise<string[]> {
  const happened: string[] = [];
  page.on("dialog", (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("pageerror", (error) => happened.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") happened.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "blob:" && url.protocol !== "data:" && url.origin !== origin)
      happened.push(request.url());
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, "violations", violations);
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return happened;
}

/** What ran, what the policy had to stop, what leaked into every object, and what turns text around. Markup that a policy stops was markup already. */
function traces(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    ran: Reflect.get(window, "ranFromLog") ?? 0,
    violations: Reflect.get(window, "violations"),
    polluted: Reflect.get({}, "polluted") ?? null,
    turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.querySelector("main")?.textContent ?? ""),
    markup: document.querySelectorAll(
      "main img, main iframe, main object, main base, main script:not([nonce]), main [onerror], main [onload], main a[href^='javascript:' i]",
    ).length,
  }));
}

const nothing = { ran: 0, violations: [], polluted: null, turned: false, markup: 0 };

test("hostile lines and spans stay text on every page and in every export", async ({ browser, sandbox }) => {
  test.setTimeout(180_000);
  const wire = await startHostileWire(process.env.SANDBOX_URL ?? "");
  const app = await startBuiltApp(wire.url);
  const page = await browser.newPage();
  const happened = await watch(page, app.url);
  try {
    const logs = new LogsPage(page);
    const sources = { src: "fn:payments-charge,fn:orders-api", view: "lines", order: "oldest" };
    await page.goto(`${app.url}${viewUrl("/logs", view)}&${new URLSearchParams(sources)}`);
    await logs.read();
    await expect(logs.lines.getByText("<script>window.ranFromLog").first()).toBeVisible();
    expect(await traces(page)).toEqual(nothing);

    for (const format of ["CSV", "NDJSON"]) {
      const text = await exported(page, format);
      // Compared as flags: a failure must not print megabytes.
      if (format === "CSV") {
        const formulas = cellsOf(text).filter((cell) => /^\s*[=+@-]/.test(cell));
        expect(formulas.map((cell) => cell.slice(0, 80))).toEqual([]);
        expect(text.includes(`"'=cmd|' /C calc'!A0"`)).toBe(true);
      } else {
        const lines = text.split("\n").filter((line) => line !== "");
        expect(lines.every((line) => typeof JSON.parse(line).message === "string")).toBe(true);
        expect(text.includes("ranFromLog")).toBe(true);
      }
    }

    // Requests, their errors as groups, and one of them with all of its lines.
    await page.goto(
      `${app.url}${viewUrl("/logs", view)}&${new URLSearchParams({ src: "fn:payments-charge" })}`,
    );
    await logs.read();
    expect(await traces(page)).toEqual(nothing);
    const one = (await sandbox.invocations(view)).find(
      (each) => each.functionName === "payments-charge" && each.traced,
    );
    if (!one) throw new Error("The world has no traced request in these minutes.");
    const at = { at: String(Math.floor(one.startMs)), region: view.region, from: view.from, to: view.to };
    await page.goto(`${app.url}/requests/${one.requestId}?${new URLSearchParams(at)}`);
    await expect(page.getByTestId("request-ids")).toBeVisible({ timeout: 45_000 });
    await logs.settled();
    expect(await traces(page)).toEqual(nothing);

    // The trace, and the span that is all markup.
    const trace = new TracePage(page);
    await page.goto(`${app.url}${viewUrl(`/traces/${one.traceId}`, view)}`);
    await expect(trace.waterfall).toBeVisible({ timeout: 45_000 });
    await trace.rows.filter({ hasText: "<img src=x" }).first().click();
    await expect(trace.panel).toContainText("<img src=x");
    expect(await traces(page)).toEqual(nothing);

    expect(wire.lines()).toBeGreaterThan(100);
    expect(happened).toEqual([]);
  } finally {
    await page.close();
    await app.stop();
    await wire.close();
  }
});

async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: format, exact: true }).click();
  return readFile(await (await saving).path(), "utf8");
}

/** Cells of a CSV file as a spreadsheet reads them: quotes taken off. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '"') {
      let end = at;
      while (end < text.length && !",\r\n".includes(text[end] ?? "")) end += 1;
      cells.push(text.slice(at, end));
      at = end;
    } else {
      let close = text.indexOf('"', at + 1);
      while (text[close + 1] === '"') close = text.indexOf('"', close + 2);
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    }
    // The comma, or the end of the row.
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return cells;
}
