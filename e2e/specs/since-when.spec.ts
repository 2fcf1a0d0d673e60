import { LogsPage } from "@/e2e/pages/logs-page";
import { frozenNow, regions } from "@/e2e/support/frozen-world";
import { fetchJson } from "@/e2e/support/json-client";
import { expect, test } from "@/e2e/support/test";
import { MINUTE_MS } from "@/lib/base/time";
import { subjectKey, subjectName } from "@/lib/model/subject";
import { incidentsViewSchema } from "@/lib/model/views/incidents";

/** Since when, and did the deploy do it? */

test.setTimeout(180_000);

/** A dozen failures in an hour of little traffic may be chance; so few have two of the five in the smaller region. */
const TELLABLE = 20;

/** Every kind of incident once. */
const window = { from: "2026-01-15T06:00:00Z", to: frozenNow };

for (const region of regions) {
  test(`${region}: every incident is named, with its onset, and only the bad version is blamed on a deployment`, async ({
    request,
    sandbox,
  }) => {
    const view = { ...window, region };
    const { incidents: happened, functions: counted } = await sandbox.truth(view);
    const begun = happened.filter(({ fromMs, functions: [name = ""] }) => {
      const { errors = 0, throttles = 0 } = counted[name] ?? {};
      return fromMs >= Date.parse(view.from) && errors + throttles >= TELLABLE;
    });
    expect(begun.length).toBe(region === "us-east-1" ? 5 : 3);
    const { meta, incidents: told } = await fetchJson(request, "/api/incidents", view, incidentsViewSchema);
    expect(meta.incomplete).toEqual([]);
    const incidents = told?.incidents ?? [];

    for (const { kind, fromMs, functions } of begun) {
      const found = incidents.find(({ subject, alsoAt }) =>
        [subject, ...alsoAt].some(
          (one) => one.kind === "function" && functions[0] !== undefined && subjectKey(one) === functions[0],
        ),
      );
      expect(found?.sentence, kind).toBeDefined();
      // The bad version gets one request in ten: what it broke first may be minutes after it came.
      const first = kind === "bad-version-canary" ? await firstFailure(functions[0] ?? "", fromMs) : fromMs;
      expect(Math.abs((found?.onsetMs ?? 0) - first), kind).toBeLessThanOrEqual(2 * MINUTE_MS);
      if (kind === "bad-version-canary") {
        expect(found?.cause).toMatchObject({ kind: "deployment", certainty: "shown", atMs: fromMs });
      } else {
        expect(found?.cause?.kind, kind).not.toBe("deployment");
      }
    }

    const blamed = incidents.filter(({ cause }) => cause?.kind === "deployment");
    expect(blamed.map(({ subject }) => subjectName(subject))).toEqual(
      begun.filter(({ kind }) => kind === "bad-version-canary").map(({ functions }) => functions[0]),
    );

    async function firstFailure(name: string, fromMs: number): Promise<number> {
      const from = new Date(fromMs).toISOString();
      const to = new Date(fromMs + 20 * MINUTE_MS).toISOString();
      const failed = (await sandbox.invocations({ from, to, region }))
        .filter(({ functionName, outcome }) => functionName === name && outcome !== "success")
        .map(({ startMs }) => startMs);
      return Math.min(...failed);
    }
  });
}

test("the overview says it, shows why, and leads to the failing requests", async ({ page }) => {
  const screen = new LogsPage(page);
  await screen.open("/", { ...window, region: "us-east-1" });
  await expect(page.getByTestId("incidents")).toBeVisible();
  const told = page.locator("[data-testid=incident][data-subject=payments-charge]");
  const sentence = told.getByTestId("incident-sentence");
  await expect(sentence).toHaveText(
    /^payments-charge errors since 11:0\d UTC, .*after version 42 took 10 % of live$/,
  );
  // One story: the header names the same incident in the same words.
  await expect(screen.answer).toContainText(`worst: ${await sentence.textContent()}`);

  // By keyboard: why, and in which order.
  await told.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(told.getByTestId("incident-cause")).toContainText("at 11:05:00 UTC");
  await expect(told.getByTestId("incident-cause")).toContainText(
    /Only version 42 fails: \d+ of \d+ failures/,
  );
  const events = told.getByTestId("event");
  await expect(events.first()).toContainText("version 42 took 10 % of live");
  await expect(events.first()).toContainText("mira.holm · CloudTrail");
  await expect(events.nth(1)).toHaveAttribute("data-kind", "onset");
  await expect(told.getByRole("link", { name: "Before and after" })).toHaveAttribute(
    "href",
    /^\/functions\/payments-charge\?deployment=/,
  );

  await told.getByRole("link", { name: "Requests" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Logs", { timeout: 45_000 });
  await expect(page).toHaveURL(/\/logs\?src=fn%3Apayments-charge.*from=2026-01-15T11%3A0\d/);
  await screen.read();
  await expect(screen.count).not.toHaveText("0");
});
