import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OverviewPage } from "@/e2e/pages/overview-page";
import { windows } from "@/e2e/support/frozen-world";
import { type FaultRule, SandboxClient } from "@/e2e/support/sandbox-client";
import { test as base, expect } from "@/e2e/support/test";
import { type RunningServer, startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * What if AWS does not answer, or not everything? One world is shared by the tests of a worker; shorter worlds start
 * sooner. A test has an app of its own, with an empty cache, or a region of its own, of which an app that is shared
 * knows nothing yet.
 */
const test = base.extend<
  { startApp: (env?: Readonly<Record<string, string | undefined>>) => Promise<string> },
  { world: RunningServer; sharedAppUrl: string }
>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      const regions = ["us-east-1", ...ownRegions].join(",");
      const world = await startWorld([
        "--hours",
        "3",
        "--rps",
        "0.5",
        "--quotas",
        "off",
        "--regions",
        regions,
      ]);
      await use(world);
      await world.stop();
    },
    { scope: "worker" },
  ],
  sharedAppUrl: [
    async ({ world }, use) => {
      const app = await startBuiltApp(world.url, { LAMBDASCOPE_REGIONS: ownRegions.join(",") });
      await use(app.url);
      await app.stop();
    },
    { scope: "worker" },
  ],
  startApp: async ({ world, page }, use) => {
    const apps: RunningServer[] = [];
    await use(async (env) => {
      const app = await startBuiltApp(world.url, env);
      apps.push(app);
      return app.url;
    });
    // What it still loads would be refused by an app that is gone.
    await page.goto("about:blank");
    await Promise.all(apps.map((app) => app.stop()));
    await new SandboxClient(world.url).setFaults([]);
  },
  // Links of an app of its own are not those of the shared one.
  baseURL: async ({ world: _ }, use) => use(undefined),
});

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const query = new URLSearchParams({ from: windows[0].from, to: windows[0].to });

/** The sandbox makes regions with a letter in the middle twins of its first. */
const regionOf = (letter: string) => `us-p${letter}-1`;
const ownRegions = [..."abcdefgh"].map(regionOf);

interface Trouble {
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly kind: string;
  readonly says: RegExp;
}

const troubles: readonly Trouble[] = [
  {
    name: "no credentials",
    env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    kind: "no-credentials",
    says: /No AWS credentials/,
  },
  {
    name: "an endpoint that nobody listens on",
    env: { AWS_ENDPOINT_URL: "http://127.0.0.1:9" },
    kind: "unavailable",
    says: /AWS_ENDPOINT_URL/,
  },
];

for (const { name, env, kind, says } of troubles) {
  test(`${name}: one page says so and what to do`, async ({ page, request, startApp }) => {
    const url = await startApp(env);
    const json = await request.get(`${url}/api/overview?${query}`);
    expect(json.status()).toBe(502);
    expect((await json.json()).error).toMatchObject({ kind, nextStep: expect.stringMatching(/\S/) });

    const response = await page.goto(`${url}/?${query}`);
    expect(response?.status()).toBeLessThan(500);
    await expect(page.getByText(says).first()).toBeVisible();

    // What a function would cost is no question to AWS.
    await page.goto(`${url}/cost?${query}`);
    await expect(page.getByText(says).first()).toBeVisible();
    await expect(page.getByTestId("estimate-answer")).toContainText("$1.033 a month");
  });
}

test("expired credentials: one page says so and what to run", async ({ page, startApp, world }) => {
  const url = await startApp();
  await new SandboxClient(world.url).setFaults([{ fault: "expired-token", rate: 1 }]);
  const response = await page.goto(`${url}/?${query}`);
  expect(response?.status()).toBeLessThan(500);
  await expect(page.getByText("The AWS credentials have expired").first()).toBeVisible();
  await expect(page.getByText(/aws sso login/).first()).toBeVisible();
});

interface PartFault {
  readonly name: string;
  readonly rule: FaultRule;
  readonly says: RegExp;
}

const partFaults: readonly PartFault[] = [
  {
    name: "metrics denied",
    rule: { service: "cloudwatch", operation: "GetMetricData", fault: "access-denied", rate: 1 },
    says: /cloudwatch:GetMetricData/,
  },
  {
    name: "the list of functions denied",
    rule: { service: "lambda", operation: "ListFunctions", fault: "access-denied", rate: 1 },
    says: /lambda:ListFunctions/,
  },
  {
    name: "API Gateway denied",
    rule: { service: "apigateway", fault: "access-denied", rate: 1 },
    // HTTP APIs have an operation of their own and still answer.
    says: /Incomplete:.*apigateway/i,
  },
  {
    name: "metrics throttled",
    rule: { service: "cloudwatch", operation: "GetMetricData", fault: "throttling", rate: 1 },
    says: /throttl/i,
  },
  {
    name: "metrics answering 500",
    rule: { service: "cloudwatch", operation: "GetMetricData", fault: "500", rate: 1 },
    says: /No answer from AWS|did not answer/,
  },
  {
    name: "a proxy's page instead of AWS",
    rule: { service: "lambda", operation: "ListFunctions", fault: "html", rate: 1 },
    says: /not an AWS|did not answer|No answer/i,
  },
];

for (const [index, { name, rule, says }] of partFaults.entries()) {
  test(`${name}: the panel says so, the others stay, the JSON names it`, async ({
    page,
    request,
    sharedAppUrl,
    world,
  }) => {
    const region = ownRegions[index] ?? "";
    const ownQuery = `${query}&region=${region}`;
    await new SandboxClient(world.url).setFaults([{ ...rule, region }]);
    const json = await request.get(`${sharedAppUrl}/api/overview?${ownQuery}`, { timeout: 60_000 });
    expect(json.status()).toBe(200);
    const { meta } = await json.json();
    expect(meta.incomplete.length).toBeGreaterThan(0);
    for (const { what, reason, action } of meta.incomplete) {
      expect([what, reason, action].every((text) => typeof text === "string" && text !== "")).toBe(true);
    }

    const response = await page.goto(`${sharedAppUrl}/?${ownQuery}`);
    expect(response?.status()).toBe(200);
    const overview = new OverviewPage(page);
    await overview.settled();
    await expect(page.getByText(says).first()).toBeVisible();
  });
}

/** A region whose logs nobody may read. */
async function withoutLogs(world: { readonly url: string }): Promise<string> {
  const region = regionOf("g");
  await new SandboxClient(world.url).setFaults([
    { service: "logs", operation: "FilterLogEvents", fault: "access-denied", rate: 1, region },
  ]);
  return region;
}

test("logs denied: cold starts are unknown, which is said with the right that lacks", async ({
  page,
  sharedAppUrl,
  world,
}) => {
  const region = await withoutLogs(world);
  await page.goto(`${sharedAppUrl}/cold-starts?${query}&region=${region}`);
  const panel = page.getByRole("region", { name: "Cold starts", exact: true });
  await expect(panel.getByText("Not permitted")).toBeVisible({ timeout: 30_000 });
  await expect(panel).toContainText("logs:FilterLogEvents");
  await expect(page.getByTestId("answer")).toContainText("Cannot tell");
  await expect(page.getByTestId("cold-functions")).toHaveCount(0);
});

test("logs denied: how many requests there were is unknown, which is not none", async ({
  page,
  sharedAppUrl,
  world,
}) => {
  const region = await withoutLogs(world);
  await page.goto(`${sharedAppUrl}/logs?${query}&region=${region}&src=fn:orders-api`);
  await expect(page.getByTestId("no-rows")).toHaveText("Nothing could be read.");
  await expect(page.getByTestId("load-status")).toHaveText("Not read");
  await expect(page.getByTestId("row-count")).toHaveText("–");
  await expect(page.getByText(/error or worse/).first()).toHaveText(/–/);
});

test("a fault that passes is not remembered: retry shows the figures", async ({
  page,
  sharedAppUrl,
  world,
}) => {
  const region = regionOf("h");
  const sandbox = new SandboxClient(world.url);
  await sandbox.setFaults([
    { service: "cloudwatch", operation: "GetMetricData", fault: "access-denied", rate: 1, region },
  ]);
  const overview = new OverviewPage(page);
  await page.goto(`${sharedAppUrl}/?${query}&region=${region}`);
  await overview.settled();
  await expect(page.getByText("Not permitted").first()).toBeVisible();
  await sandbox.setFaults([]);
  await page
    .getByRole("button", { name: /retry|try again/i })
    .first()
    .click();
  await expect(overview.tile("invocations")).toHaveText(/\d/);
});

test("an account with nothing in it: honest empty states, no zeros", async ({ page, request, startApp }) => {
  const url = await startApp({ LAMBDASCOPE_REGIONS: "us-east-1,us-west-2" });
  const empty = `${query}&region=us-west-2`;
  const json = await (await request.get(`${url}/api/overview?${empty}`)).json();
  expect(json).toMatchObject({ functions: [], apis: [], meta: { incomplete: [] } });

  const overview = new OverviewPage(page);
  await page.goto(`${url}/?${empty}`);
  await overview.settled();
  await expect(page.getByText("No Lambda functions in this region.").first()).toBeVisible();
  await expect(page.getByText("No API Gateway stages in this region.").first()).toBeVisible();
  for (const value of await page.getByTestId("value").allTextContents()) expect(value).not.toBe("0");
});

test("another AWS-compatible server that has no data: empty states, no crash", async ({ page, startApp }) => {
  const server = createServer((incoming, answer) => {
    incoming.resume();
    const cbor = incoming.headers["smithy-protocol"] === "rpc-v2-cbor";
    if (cbor) {
      answer.setHeader("smithy-protocol", "rpc-v2-cbor");
      answer.setHeader("content-type", "application/cbor");
      // An empty map.
      answer.end(Buffer.from([0xa0]));
    } else if (String(incoming.headers["content-type"]).startsWith("application/x-www-form-urlencoded")) {
      answer.setHeader("content-type", "text/xml");
      answer.end("<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>");
    } else {
      answer.setHeader("content-type", "application/json");
      answer.end("{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const url = await startApp({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  const overview = new OverviewPage(page);
  const response = await page.goto(`${url}/`);
  expect(response?.status()).toBe(200);
  await overview.settled();
  await expect(page.getByText("No Lambda functions in this region.").first()).toBeVisible();
  await new Promise((resolve) => server.close(resolve));
});
