import { LogsPage } from "@/e2e/pages/logs-page";
import { expect, test } from "@/e2e/support/test";

/** Who was it? Every small graph of the overview leads to requests; what never ran leads to its callers. */

const burst = { from: "2026-01-15T11:20:00Z", to: "2026-01-15T11:40:00Z", region: "us-east-1" };
const hour = { from: "2026-01-15T11:00:00Z", to: "2026-01-15T12:00:00Z", region: "us-east-1" };

test("dragging over a tile or a row offers to zoom or to show the requests", async ({ page }) => {
  const screen = new LogsPage(page);
  await screen.open("/", hour);
  const spark = page.getByRole("button", { name: /^payments-charge: Invocations over time/ });
  await screen.dragOver(spark, 0.35, 0.65);
  await page.getByRole("button", { name: "Show requests", exact: true }).click();
  const panel = page.getByTestId("drill-down");
  await expect(panel).toContainText("Requests of payments-charge");
  await screen.read();
  await expect(panel.getByTestId("drill-down-answer")).toContainText(/requests failed/);
  await page.keyboard.press("Escape");

  await screen.dragOver(page.getByRole("button", { name: /^Invocations over time/ }), 0.5, 0.75);
  await page.getByRole("button", { name: "Zoom", exact: true }).click();
  await expect(page).toHaveURL(/from=2026-01-15T11%3A\d\dZ&to=2026-01-15T11%3A\d\dZ/);
});

test("a click on a tile shows the requests of a period, slow ones for a duration", async ({ page }) => {
  const screen = new LogsPage(page);
  await screen.open("/", hour);
  await page
    .getByRole("button", { name: /^p95 latency over time|latency.* over time/i })
    .first()
    .click();
  const panel = page.getByTestId("drill-down");
  await expect(panel).toContainText("Requests of all API stages");
  await expect(panel.getByRole("radio", { name: "Slowest" })).toBeChecked();
  await screen.read();
  await expect(panel.getByTestId("requests").getByRole("row").nth(1)).toBeVisible();
});

test("throttled calls lead to the API that got the error", async ({ page, sandbox }) => {
  const truth = await sandbox.truth(burst);
  const [name] = Object.entries(truth.functions).sort((a, b) => b[1].throttles - a[1].throttles)[0] ?? [""];
  const screen = new LogsPage(page);
  await screen.open("/", burst);
  await page.getByRole("button", { name: new RegExp(`show the failing requests of ${name}$`) }).click();
  const panel = page.getByTestId("drill-down");
  await expect(panel.getByTestId("throttle-evidence")).toContainText(`${name} has no line of them`);
  await expect(
    panel.getByTestId("throttle-evidence").getByRole("link", { name: /shop-api \/ prod/ }),
  ).toBeVisible();
  await screen.read();
  await expect(panel.getByRole("region", { name: "Error" }).getByRole("button").first()).toContainText(
    "Rate Exceeded",
  );
  await expect(panel.getByRole("region", { name: "Route" }).getByRole("button").first()).toContainText(
    "GET /catalog/search",
  );
});

test("a request id that is pasted into the palette is found in the logs", async ({ page, sandbox }) => {
  const screen = new LogsPage(page);
  const invocations = await sandbox.invocations(burst);
  const one = invocations.find(
    ({ functionName, startMs }) => functionName === "orders-api" && startMs > Date.parse(burst.from),
  );
  await screen.open("/", burst);
  await page.keyboard.press("/");
  await page.getByPlaceholder(/request id…$/).fill(`RequestId: ${one?.requestId.toUpperCase()} failed`);
  await expect(page.getByRole("option", { name: /Everything about this request/ })).toBeEnabled();
  const found = page.getByRole("option", { name: /Find this request in the logs/ });
  await expect(found).toBeEnabled();
  await found.click();
  await screen.read();
  // AWS gave only lines that hold the id, wherever in the line it stands.
  await expect(page).toHaveURL(new RegExp(`q=${one?.requestId}`));
  await expect(screen.lines.getByRole("row").nth(1)).toBeVisible();
});

test("sources of APIs are named, and found by id and ARN", async ({ page }) => {
  const screen = new LogsPage(page);
  await screen.open("/logs", hour);
  await page
    .getByRole("option", { name: /^shop-api \/ prod/ })
    .first()
    .click();
  await expect(page).toHaveURL(/src=access%3A/);
  await expect(page.getByRole("button", { name: "Sources: shop-api / prod access log" })).toBeVisible();
  const id = /access:([a-z0-9]+)\//.exec(decodeURIComponent(page.url()))?.[1] ?? "";
  await page.getByRole("button", { name: /^Sources:/ }).click();
  await page.getByPlaceholder(/^Name, id or ARN/).fill(`arn:aws:apigateway:us-east-1::/restapis/${id}`);
  await expect(page.getByRole("option", { name: /payments-charge/ })).toHaveCount(0);
  await expect(page.getByRole("option", { name: /^shop-api \/ prod/ })).toHaveCount(2);
});
