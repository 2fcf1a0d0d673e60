import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { OverviewPage } from "@/e2e/pages/overview-page";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";

const view = { ...windows[0], region: "us-east-1" };

test("the palette goes to a function by keyboard alone and keeps the range", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open("/", view);
  await page.keyboard.press("Control+k");
  const input = page.getByRole("combobox");
  await expect(input).toBeFocused();
  await input.fill("shipping");
  await expect(page.getByRole("option", { name: /shipping-quotes/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/functions\/shipping-quotes\?/);
  expect(new URL(page.url()).searchParams.get("from")).toBe(view.from);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("shipping-quotes");
});

test("the palette understands a pasted ARN", async ({ page }) => {
  await new OverviewPage(page).open("/", view);
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("arn:aws:lambda:us-east-1:210987654321:function:orders-api");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/functions\/orders-api/);
});

test("escape closes the palette and gives the focus back to the page", async ({ page }) => {
  await new OverviewPage(page).open("/", view);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("? lists the keys", async ({ page }) => {
  await new OverviewPage(page).open("/", view);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Go to a function, an API or a page");
});

test("the theme is chosen once and survives a reload without a flash", async ({ page }) => {
  const overview = new OverviewPage(page);
  await overview.open("/", view);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole("radio", { name: "Light theme" }).first().click();
  const light = await background();
  await page.getByRole("radio", { name: "Dark theme" }).first().click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.body?.childElementCount > 0);
  expect(await background()).toBe(dark);
  await overview.settled();
});

test("times say their zone, and the choice of zone reaches the server", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ timezoneId: "Asia/Kolkata", ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  const overview = new OverviewPage(page);
  await overview.open("/", view);
  await expect(overview.answer).toContainText(/\d\d:\d\d UTC\b/);
  await page
    .getByRole("radio", { name: /local|Kolkata/i })
    .first()
    .click();
  await expect(overview.answer).toContainText("UTC+5:30");
  await context.close();
});

test("the region picker changes the world and stays in the address", async ({ page, sandbox }) => {
  const overview = new OverviewPage(page);
  await overview.open("/", view);
  await page.getByRole("combobox", { name: "Region" }).click();
  await page.getByRole("option", { name: "eu-west-1" }).click();
  await expect(page).toHaveURL(/region=eu-west-1/);
  await overview.settled();
  const truth = await sandbox.truth({ ...view, region: "eu-west-1" });
  await expect
    .poll(async () => (await overview.functions.rows()).length)
    .toBe(Object.keys(truth.functions).length);
});

test("a relative range is pinned to what is on screen", async ({ page }) => {
  const overview = new OverviewPage(page);
  await page.goto("/?from=now-1h&to=now");
  await overview.settled();
  await page.getByRole("button", { name: "Pin the window" }).click();
  await expect(page).toHaveURL(/from=2026-01-15T1[01]/);
});

test("the meter says what the page cost", async ({ page }) => {
  await new DashboardPage(page).open("/functions/orders-api", view);
  await expect(page.getByRole("button", { name: /AWS calls?|calls to AWS/i }).first()).toBeVisible();
});

test("every answer forbids other origins and framing", async ({ request }) => {
  for (const path of [viewUrl("/", view), "/api/health", "/no-such-page"]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy.match(/script-src[^;]*/)?.[0] ?? "", path).not.toContain("unsafe-inline");
    expect(policy, path).not.toMatch(/https?:|\*/);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});
