import { z } from "zod";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatFull } from "@/lib/base/format-time";

/** Which alarms fired, and what is not watched? */

const view = { ...windows[1], region: "us-east-1" };

const WORDS: Readonly<Record<string, string>> = {
  ALARM: "In alarm",
  OK: "OK",
  INSUFFICIENT_DATA: "Insufficient data",
};

const alarmsSchema = z.object({
  MetricAlarms: z.array(
    z.object({ AlarmName: z.string(), StateValue: z.string(), StateTransitionedTimestamp: z.number() }),
  ),
  CompositeAlarms: z.array(
    z.object({ AlarmName: z.string(), StateValue: z.string(), StateTransitionedTimestamp: z.number() }),
  ),
});
const historySchema = z.object({
  AlarmHistoryItems: z.array(z.object({ AlarmName: z.string(), HistorySummary: z.string() })),
});

/** What CloudWatch itself says, asked without the dashboard. */
async function cloudWatch(operation: string, input: object): Promise<unknown> {
  const answer = await fetch(process.env.SANDBOX_URL ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `GraniteServiceVersion20100801.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=e2e/20260115/${view.region}/monitoring/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100, ...input }),
  });
  return answer.json();
}

test("states, dates and changes are CloudWatch's own; an alarm opens with its figure and threshold", async ({
  page,
}) => {
  const told = alarmsSchema.parse(await cloudWatch("DescribeAlarms", {}));
  const alarms = [...told.MetricAlarms, ...told.CompositeAlarms];
  const { AlarmHistoryItems: history } = historySchema.parse(
    await cloudWatch("DescribeAlarmHistory", {
      HistoryItemType: "StateUpdate",
      StartDate: Date.parse(view.from) / 1000,
      // Of the window's end itself nothing is in it.
      EndDate: Date.parse(view.to) / 1000 - 1,
    }),
  );
  const screen = new DashboardPage(page);
  await screen.open("/alarms", view);
  await expect(page.locator("tr[data-alarm]")).toHaveCount(alarms.length);
  const ringing = alarms.filter(({ StateValue }) => StateValue === "ALARM").length;
  await expect(screen.answer).toContainText(`${ringing === 0 ? "None" : ringing} of ${alarms.length} alarms`);
  for (const { AlarmName, StateValue, StateTransitionedTimestamp } of alarms) {
    const row = page.locator(`tr[data-alarm="${AlarmName}"]`);
    const changes = history.filter((item) => item.AlarmName === AlarmName);
    const fired = changes.filter(({ HistorySummary }) => HistorySummary.endsWith("to ALARM")).length;
    await expect(row).toContainText(WORDS[StateValue] ?? "?");
    await expect(row).toContainText(formatFull(StateTransitionedTimestamp * 1000, "UTC"));
    if (fired > 0) await expect(row).toContainText(`fired ${fired}×`);
    else if (changes.length === 0) await expect(row).toContainText("no change");
  }
  await expect(page.locator('tr[data-alarm="legacy-thumbnails-errors"]')).toContainText("not in this region");
  await expectAccessibleToAll(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole("button", { name: "Alarm", exact: true }).click();
  await expect(page).toHaveURL(/sort=name\.asc/);
  await expect(page.locator("tr[data-alarm]").first()).toContainText("catalog-images-errors");
  await page.getByRole("searchbox", { name: "Filter alarms" }).fill("charge");
  await expect(page).toHaveURL(/q=charge/);
  await page.getByRole("link", { name: "payments-charge-errors" }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "payments-charge-errors" });
  const chart = sheet.getByRole("figure", { name: "Errors Sum" });
  await expect(chart.locator("[data-plot]")).toContainText("Threshold 3");
  const spans = history.filter(
    ({ AlarmName, HistorySummary }) =>
      AlarmName === "payments-charge-errors" && HistorySummary.endsWith("to ALARM"),
  ).length;
  await expect(chart.locator("[data-band]")).toHaveCount(spans);
  await expect(sheet.getByTestId("alarm-history").locator("tbody tr")).toHaveCount(
    history.filter(({ AlarmName }) => AlarmName === "payments-charge-errors").length,
  );
  const requests = sheet.getByRole("link", { name: "Failed requests of this alarm" }).first();
  await expect(requests).toHaveAttribute(
    "href",
    /\/logs\?src=fn%3Apayments-charge&status=.*&from=2026-01-15T/,
  );
  await expectAccessibleToAll(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(page).toHaveURL(/q=charge/);
  await expect(page).not.toHaveURL(/alarm=/);
});

test("rules, expressions and alarms that are not there are shown as what they are", async ({ page }) => {
  const screen = new DashboardPage(page);
  const open = async (alarm: string) => {
    await page.goto(`${viewUrl("/alarms", view)}&${new URLSearchParams({ alarm })}`);
    await screen.settled();
    return page.getByRole("dialog", { name: alarm });
  };
  const missing = await open("no-such-alarm");
  await expect(missing).toContainText("There is no alarm “no-such-alarm” in us-east-1");
  const rate = await open("payments-charge-error-rate");
  await expect(rate).toContainText("m2 / m1 * 100");
  await expect(rate.getByRole("figure", { name: "Error rate (%)" }).locator("[data-plot]")).toContainText(
    "Threshold 4",
  );
  const gone = await open("legacy-thumbnails-errors");
  await expect(gone).toContainText("its metric has no new data");
  const rule = await open("checkout-broken");
  await expect(rule).toContainText('ALARM("payments-charge-errors") OR ALARM("shop-api-5xx")');
  await rule.getByRole("link", { name: "shop-api-5xx" }).last().click();
  await expect(page.getByRole("dialog", { name: "shop-api-5xx" })).toContainText("5XXError Average > 2 %");
});
