import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { stopChild } from "@/lib/tools/child-processes.mjs";
import { regions } from "@/lib/tools/local-account";
import { startProvider } from "@/lib/tools/local-provider";
import { freePort } from "@/lib/tools/ports.mjs";
import { sandboxEnvironment, startApp } from "@/lib/tools/servers.mjs";
import { waitUntilAnswering } from "@/lib/tools/wait-until-answering.mjs";

/** Do people reach what they were sent, as who they are, and nobody else? */

const view = { ...windows[0], region: "us-east-1" };

test("a link leads through the provider to its page; signing out ends that; who may not look is told so", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const provider = await startProvider();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const app = startApp("start", port, {
    env: {
      ...sandboxEnvironment(process.env.SANDBOX_URL ?? "", regions),
      TZ: "UTC",
      LAMBDASCOPE_OIDC_ISSUER: provider.issuer,
      LAMBDASCOPE_OIDC_CLIENT_ID: provider.clientId,
      LAMBDASCOPE_OIDC_CLIENT_SECRET: provider.clientSecret,
      LAMBDASCOPE_URL: origin,
      LAMBDASCOPE_SESSION_SECRET: "only for this test: 0123456789abcdef",
      LAMBDASCOPE_VIEWERS: "groups=ops",
      LAMBDASCOPE_ACCESS_CONTACT: "platform@example.org",
    },
    quiet: true,
  });
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  try {
    await waitUntilAnswering("The app", `${origin}/api/health`, app, 60_000);
    const link = `${viewUrl("/logs", view)}&${new URLSearchParams({ q: "a & b", level: "error" })}`;
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 45_000 });
    expect(page.url()).toBe(`${origin}${link}`);

    await page.goto("/settings?region=us-east-1");
    await expect(page.getByRole("region", { name: "Access" })).toContainText("ann@example.org");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign out of the provider too" })).toBeVisible();
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("lambdascope");

    // Programs, forged cookies and pages of others.
    const json = await context.request.get("/api/overview", { headers: { cookie: "lambdascope=forged" } });
    expect(json.status()).toBe(401);
    expect((await json.json()).error.kind).toBe("signed-out");
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await context.request.post("/auth/sign-out", { headers: foreign })).status()).toBe(403);

    provider.person = { sub: "u-2", email: "bo@example.org", groups: ["dev"] };
    const answer = await page.goto("/cost");
    expect(answer?.status()).toBe(403);
    await expect(page.getByText("You are bo@example.org.")).toBeVisible();
    await expect(page.getByText("Ask for access: platform@example.org.")).toBeVisible();
  } finally {
    await context.close();
    await stopChild(app);
    await provider.close();
  }
});
