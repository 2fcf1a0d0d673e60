import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { windows } from "@/e2e/support/frozen-world";
import { SandboxClient } from "@/e2e/support/sandbox-client";
import { test as base, expect } from "@/e2e/support/test";
import { formatCount } from "@/lib/base/format-number";
import { type RunningServer, startBuiltApp, startWorld } from "@/lib/tools/local-account";

/** Several accounts behind one file: whose figures are these, and what if one account does not answer? */

const region = "us-east-1";
const window = { from: windows[0].from, to: windows[0].to };

const test = base.extend<Record<never, never>, { second: RunningServer; app: RunningServer }>({
  second: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      const world = await startWorld([
        ...["--hours", "3", "--quotas", "off", "--seed", "8", "--regions", region],
        ...["--account-id", "111122223333"],
      ]);
      await use(world);
      await world.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ second }, use) => {
      const first = process.env.SANDBOX_URL ?? "";
      const folder = mkdtempSync(join(tmpdir(), "lambdascope-accounts-"));
      const config = join(folder, "lambdascope.yaml");
      const credentials = join(folder, "credentials");
      writeFileSync(
        config,
        `regions: [${region}, eu-west-1]
accounts:
  - {name: shop-prod, profile: prod, endpointUrl: "${first}"}
  - {name: shop-test, roleArn: "arn:aws:iam::111122223333:role/lambdascope", endpointUrl: "${second.url}"}
  - {name: shop-old, profile: old-sso, endpointUrl: "${first}"}
`,
      );
      const keys = (name: string, id: string) =>
        `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = x\n`;
      writeFileSync(credentials, keys("prod", "AKIAPROD") + keys("old-sso", "AKIAEXPIRED"));
      const app = await startBuiltApp(first, {
        LAMBDASCOPE_CONFIG: config,
        AWS_SHARED_CREDENTIALS_FILE: credentials,
      });
      await use(app);
      await app.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  // Links of an app of its own are not those of the shared one.
  baseURL: async ({ app }, use) => use(app.url),
});

test.describe.configure({ timeout: 120_000 });

const functionName = "orders-api";

async function invocations(sandbox: SandboxClient): Promise<string> {
  const { functions } = await sandbox.truth({ ...window, region });
  return formatCount(functions[functionName]?.invocations ?? null);
}

test("accounts are switched and combined, and an expired one says what to run", async ({
  page,
  sandbox,
  second,
}) => {
  const inFirst = await invocations(sandbox);
  const inSecond = await invocations(new SandboxClient(second.url));
  expect(inFirst).not.toBe(inSecond);
  const asked: URL[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith("/api/")) asked.push(url);
  });
  const account = page.getByRole("combobox", { name: "Account" });
  const rowOf = (table: string, ...words: readonly string[]) =>
    words.reduce(
      (rows, word) => rows.filter({ hasText: word }),
      // What streams in stands in the page twice for a moment, once hidden.
      page.getByTestId(table).locator("tbody tr").filter({ hasText: functionName, visible: true }),
    );

  await page.goto(`/?${new URLSearchParams({ ...window, region })}`);
  await expect(rowOf("functions-table")).toContainText(inFirst);

  await account.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "shop-test" }).press("Enter");
  await expect(page).toHaveURL(/account=shop-test/);
  await expect(page).toHaveURL(/region=us-east-1/);
  await expect(rowOf("functions-table")).toContainText(inSecond);

  await page.goto(
    `/logs?${new URLSearchParams({ ...window, region, account: "shop-test", src: "fn:inventory-sync" })}`,
  );
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(() => asked.some(({ pathname }) => pathname === "/api/logs")).toBe(true);
  const ofTest = asked.filter(({ searchParams }) => searchParams.has("region"));
  expect(ofTest.length).toBeGreaterThan(0);
  expect(ofTest.filter(({ searchParams }) => searchParams.get("account") !== "shop-test")).toEqual([]);

  await account.click();
  await page.getByRole("option", { name: "shop-old" }).click();
  await expect(page.getByText("aws sso login --profile old-sso", { exact: true })).toBeVisible();
  await account.click();
  await expect(page.getByRole("option", { name: "shop-old" })).toContainText("sign-in expired");
  await page.keyboard.press("Escape");

  await page.goto(`/?${new URLSearchParams({ ...window, region, account: "all" })}`);
  await expect(page.getByTestId("answer")).toContainText("shop-old in us-east-1: sign-in expired");
  await expect(rowOf("combined-functions", "shop-prod")).toContainText(inFirst);
  await expect(rowOf("combined-functions", "shop-test")).toContainText(inSecond);
  const states = page.getByTestId("targets-table").locator("tbody tr");
  await expect(states).toHaveCount(3);
  await expect(states.first()).toContainText("shop-old");
  await expect(states.first()).toContainText("aws sso login --profile old-sso");
  await rowOf("combined-functions", "shop-test")
    .getByRole("link", { name: functionName, exact: true })
    .click();
  await expect(page).toHaveURL(/functions\/orders-api\?.*account=shop-test/);
  await expect(page.getByRole("heading", { level: 1, name: functionName })).toBeVisible();
});

test("every link with a region names the account too", async ({ request, sandbox }) => {
  const { apis } = await sandbox.truth({ ...window, region });
  const stage = Object.entries(apis).flatMap(([key, { id }]) => [`/apis/${id}/${key.split("/").at(-1)}`])[0];
  const paths = [
    ...["/", `/functions/${functionName}`, stage ?? "", "/alarms", "/logs", "/traces", "/requests"],
    ...["/service-map", "/cold-starts", "/cost", "/settings"],
  ];
  const wrong: string[] = [];
  let links = 0;
  for (const path of paths) {
    // A region alone: the links must say whose it is.
    for (const search of [
      { ...window, region },
      { ...window, region, account: "shop-test" },
    ]) {
      const name = "account" in search ? search.account : "shop-prod";
      if (path.startsWith("/apis/") && name !== "shop-prod") continue;
      const html = await (await request.get(`${path}?${new URLSearchParams(search)}`)).text();
      for (const [, href = ""] of html.matchAll(/ href="(\/[^"#]*)/g)) {
        const url = new URL(href.replaceAll("&amp;", "&"), "http://x");
        if (!url.searchParams.has("region")) continue;
        links += 1;
        const named = url.searchParams.get("account");
        // The list of accounts leads to each of them.
        const right = path === "/settings" && url.pathname === "/" ? named !== null : named === name;
        if (!right) wrong.push(`${path} as ${name}: ${href}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(links).toBeGreaterThan(100);
});
