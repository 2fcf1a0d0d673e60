import type { Locator, Page } from "@playwright/test";
import { windows } from "@/e2e/support/frozen-world";
import { type FaultRule, SandboxClient } from "@/e2e/support/sandbox-client";
import { test as base, expect } from "@/e2e/support/test";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * What does the reader see when one operation fails, and does the page come back without being loaded again? A sample of
 * the matrix of `npm run faults`, in a browser. Each case has a region of its own: one app and one sandbox serve them all,
 * side by side.
 */
const test = base.extend<object, { desk: FaultDesk }>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      const regions = [...cases.map((_, index) => regionOf(index)), regionOf(cases.length), EMPTY_REGION];
      const world = await startWorld([
        "--hours",
        "3",
        "--rps",
        "0.5",
        "--quotas",
        "off",
        "--regions",
        regions.slice(0, -1).join(","),
      ]);
      const app = await startBuiltApp(world.url, { LAMBDASCOPE_REGIONS: regions.join(",") });
      await use({ appUrl: app.url, sandbox: new SandboxClient(world.url) });
      await Promise.all([app.stop(), world.stop()]);
    },
    { scope: "worker" },
  ],
  // Links of an app of its own are not those of the shared one.
  baseURL: async ({ desk: _ }, use) => use(undefined),
});

interface FaultDesk {
  readonly appUrl: string;
  readonly sandbox: SandboxClient;
}

interface Case {
  readonly service: string;
  readonly operation: string;
  readonly fault: string;
  readonly latencyMs?: number;
  readonly path: string;
  /** Name of the panel. */
  readonly panel: string;
  readonly title: string;
  /** What AWS said, and what to do. */
  readonly says: readonly RegExp[];
  /** Stands there again when the fault is over. */
  readonly back: RegExp;
}

const functionPath = "/functions/payments-charge";
const aliases = {
  service: "lambda",
  operation: "ListAliases",
  path: functionPath,
  panel: "Aliases",
  back: /version 41/,
};
const lostTheList = [/AWS_ENDPOINT_URL/];

const cases: readonly Case[] = [
  { ...aliases, fault: "throttling", title: "AWS is throttling", says: [/Rate exceeded/, /Wait a moment/] },
  { ...aliases, fault: "500", title: "No answer from AWS", says: [/cannot be processed/, ...lostTheList] },
  {
    ...aliases,
    fault: "access-denied",
    title: "Not permitted",
    says: [/not authorized/, /Add lambda:ListAliases/],
  },
  {
    ...aliases,
    fault: "expired-token",
    title: "The AWS credentials have expired",
    says: [/security token/, /aws sso login/],
  },
  { ...aliases, fault: "reset", title: "No answer from AWS", says: [/ECONNRESET/, ...lostTheList] },
  {
    ...aliases,
    fault: "truncated",
    title: "No answer from AWS",
    says: [/aborted|ECONNRESET/, ...lostTheList],
  },
  { ...aliases, fault: "html", title: "No answer from AWS", says: [/not AWS-compatible/, ...lostTheList] },
  {
    ...aliases,
    fault: "clock-skew",
    title: "AWS and this machine disagree about the time",
    says: [/Signature expired/, /Set the clock/],
  },
  { ...aliases, fault: "repeat-token", title: "No answer from AWS", says: [/same page token twice/] },
  { ...aliases, fault: "endless-pages", title: "No answer from AWS", says: [/empty pages in a row/] },
  {
    service: "cloudwatch",
    operation: "DescribeAlarms",
    fault: "503",
    path: "/alarms",
    panel: "Alarms",
    title: "No answer from AWS",
    says: [/temporarily unavailable/, ...lostTheList],
    back: /payments-charge/,
  },
];

const slowCase: Case = {
  ...aliases,
  fault: "timeout",
  title: "No answer from AWS",
  says: [/No answer within 30 seconds/, /Load again/],
};

const EMPTY_REGION = "us-zz-1";

/** Two letters and a digit: the sandbox makes each a twin of its first region. */
function regionOf(index: number): string {
  return `us-f${"abcdefghijklmnopqrstuvwxyz"[index] ?? "z"}-1`;
}

function addressOf({ appUrl }: FaultDesk, path: string, region: string): string {
  return `${appUrl}${path}?${new URLSearchParams({ from: windows[1].from, to: windows[1].to, region })}`;
}

function ruleOf({ service, operation, fault }: Case, region: string): FaultRule {
  return { service, operation, fault, region, rate: 1 };
}

function panelOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** Says title, operation, reason and next step. Gives the title that is on screen. */
async function expectTold(page: Page, { service, operation, panel, title, says }: Case): Promise<string> {
  const told = panelOf(page, panel);
  const shown = told.getByText(title);
  await expect(shown).toBeVisible({ timeout: 60_000 });
  await expect(told).toContainText(`${service}:${operation}`);
  for (const words of says) await expect(told).toContainText(words);
  // The operation stands in the same line.
  return ((await shown.textContent()) ?? "").replace(`${service}:${operation}`, "").trim();
}

/** By the panel's own button. The document is the same one: a mark that a reload would wipe out is still there. */
async function expectBackByRetry(page: Page, { panel, back }: Case): Promise<void> {
  await page.evaluate(() => document.body.setAttribute("data-same-document", ""));
  const own = panelOf(page, panel);
  await own.getByRole("button", { name: "Retry" }).click();
  await expect(own).toContainText(back, { timeout: 30_000 });
  await expect(page.locator("body")).toHaveAttribute("data-same-document", "");
}

test("a dozen faults: the panel says operation, reason and next step, and comes back without a reload", async ({
  page,
  context,
  desk,
}) => {
  test.setTimeout(300_000);
  const slowRegion = regionOf(cases.length);
  await desk.sandbox.setFaults([
    ...cases.map((one, index) => ruleOf(one, regionOf(index))),
    ruleOf(slowCase, slowRegion),
  ]);

  await test.step("timeout begins", async () => {
    await page.goto(addressOf(desk, slowCase.path, slowRegion), { waitUntil: "commit" });
  });
  const other = await context.newPage();
  const titles = new Set<string>();
  for (const [index, one] of cases.entries()) {
    await test.step(`${one.operation}: ${one.fault}`, async () => {
      await other.goto(addressOf(desk, one.path, regionOf(index)));
      titles.add(await expectTold(other, one));
      // The neighbours do not care.
      if (one.path === functionPath)
        await expect(other.getByTestId("answer")).not.toContainText("Cannot tell");
      await desk.sandbox.setFaults([
        ...cases.slice(index + 1).map((later, at) => ruleOf(later, regionOf(index + 1 + at))),
        ruleOf(slowCase, slowRegion),
      ]);
      await expectBackByRetry(other, one);
    });
  }
  expect([...titles].sort()).toEqual([
    "AWS and this machine disagree about the time",
    "AWS is throttling",
    "No answer from AWS",
    "Not permitted",
    "The AWS credentials have expired",
  ]);

  await test.step("nothing there is another state", async () => {
    await other.goto(addressOf(desk, "/", EMPTY_REGION));
    await expect(other.getByText("Nothing here").first()).toBeVisible();
    await expect(other.getByText("No Lambda functions in this region.").first()).toBeVisible();
  });

  await test.step("timeout: told after its deadline", async () => {
    await expectTold(page, slowCase);
    await desk.sandbox.setFaults([]);
    await expectBackByRetry(page, slowCase);
  });
});
