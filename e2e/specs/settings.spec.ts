import { expectAccessibleToAll } from "@/e2e/support/axe";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { SandboxClient } from "@/e2e/support/sandbox-client";
import { test as base, expect } from "@/e2e/support/test";
import { settingsViewSchema } from "@/lib/model/views/settings";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/** May the app read what it needs, and is the account ready for it? An app and a world of its own: rights are taken away. */

const test = base.extend({
  // Links of an app of its own are not those of the shared one.
  baseURL: async ({ sandbox: _ }, use) => use(undefined),
});
test.setTimeout(180_000);

test("a refused operation is named with what suffers and the statement that allows it; readiness has texts to paste", async ({
  page,
}) => {
  const world = await startWorld(["--hours", "1", "--quotas", "off"]);
  const app = await startBuiltApp(world.url);
  const sandbox = new SandboxClient(world.url);
  try {
    await sandbox.setFaults([
      { service: "xray", operation: "GetTraceSummaries", fault: "access-denied", rate: 1 },
      { service: "apigateway", operation: "GetUsagePlans", fault: "access-denied", rate: 1 },
      { service: "cloudtrail", operation: "LookupEvents", fault: "throttling", rate: 1 },
    ]);
    const address = viewUrl("/settings", { ...windows[0], region: "us-east-1" });
    await page.goto(`${app.url}${address}`);
    await expect(page.getByTestId("answer")).toContainText("2 of 43 operations are denied", {
      timeout: 60_000,
    });
    await expect(page.getByTestId("answer")).toContainText("Of 1 it is not known");

    const traces = page.locator('[data-operation="xray.GetTraceSummaries"]');
    await expect(traces).toContainText("Denied");
    await expect(traces.getByTestId("suffering")).toContainText(/Empty without it\s*Traces/);
    const statement = page.getByRole("region", { name: "IAM statement for xray:GetTraceSummaries" });
    expect(JSON.parse((await statement.textContent()) ?? "")).toEqual({
      Sid: "LambdascopeTraces",
      Effect: "Allow",
      Action: "xray:GetTraceSummaries",
      Resource: "*",
    });
    const plans = page.getByRole("region", { name: "IAM statement for apigateway:GetUsagePlans" });
    expect(JSON.parse((await plans.textContent()) ?? "")).toMatchObject({
      Action: "apigateway:GET",
      Resource: "arn:aws:apigateway:*::/usageplans",
    });
    const missing = JSON.parse((await page.getByTestId("missing-policy").textContent()) ?? "");
    expect(missing.Statement).toHaveLength(2);
    await expect(page.locator('[data-operation="cloudtrail.LookupEvents"]')).toContainText("Unknown");
    await page.getByText("The whole least-privilege policy, and where to put it").click();
    await expect(page.getByTestId("grant-command")).toContainText("put-user-policy --user-name sandbox");

    // What the world is made of.
    const check = (key: string) => page.locator(`[data-check="${key}"]`);
    await expect(check("access-log")).toContainText("1 of 3 stages lacks the ids");
    await check("access-log").getByText("partner-api / v1").first().click();
    await expect(check("access-log").getByRole("list")).toContainText("$context.integration.requestId");
    await expect(check("tracing")).toContainText("1 of 19 functions and 1 REST stage not traced");
    await expect(check("retention")).toContainText("never expire");
    await expect(check("alarms").getByRole("link", { name: /Alarms for all of them/ })).toHaveAttribute(
      "href",
      /\/alarms\?.*propose=gaps/,
    );
    await check("tracing").getByText("How to change it").click();
    await expect(check("tracing")).toContainText(
      "--function-name legacy-invoices --tracing-config Mode=Active",
    );
    await expectAccessibleToAll(page);

    await page.setViewportSize({ width: 1440, height: 900 });
    await sandbox.setFaults([]);
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByTestId("answer")).toContainText("Everything the app needs is allowed", {
      timeout: 60_000,
    });
    await expect(traces).toHaveCount(0);

    const twin = await page.request.get(`${app.url}/api${address}`);
    const view = settingsViewSchema.parse(await twin.json());
    expect(view.permissions?.counts).toEqual({ allowed: 43, denied: 0, unknown: 0 });
    expect(view.meta.incomplete).toEqual([]);
  } finally {
    // What the page still loads would be refused by an app that is gone.
    await page.goto("about:blank");
    await app.stop();
    await world.stop();
  }
});
