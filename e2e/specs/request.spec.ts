import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { expectAccessible } from "@/e2e/support/axe";
import type { RequestsTruth } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { requestViewSchema } from "@/lib/model/views/request";

/** What happened to the request that somebody quotes? From any of its ids, also where X-Ray saw nothing. */

const view = { from: "2026-01-15T10:00:00Z", to: "2026-01-15T11:00:00Z", region: "us-east-1" };
type Truth = RequestsTruth["requests"][number];

function pathOf(id: string, { startMs }: Pick<Truth, "startMs">): string {
  return `/requests/${encodeURIComponent(id)}?at=${Math.floor(startMs)}&from=${view.from}&to=${view.to}&region=${view.region}`;
}

async function oneOf(
  sandbox: { requests: (window: typeof view, limit: number) => Promise<RequestsTruth> },
  suits: (request: Truth) => boolean,
): Promise<Truth> {
  const { requests } = await sandbox.requests(view, 4_000);
  const found = requests.find(suits);
  if (found === undefined) throw new Error("the world has no such request in this hour");
  return found;
}

test("a traced request with an authorizer and what it caused is one axis, from any id", async ({
  page,
  sandbox,
}) => {
  const request = await oneOf(
    sandbox,
    ({ api, traced, authorizer, invocations }) =>
      api === "shop-api" && traced && authorizer !== null && invocations.length > 1,
  );
  const screen = new DashboardPage(page);
  const ids = [request.apiGatewayRequestId, request.traceId, request.authorizer?.requestId ?? ""];
  for (const id of ids) {
    await page.goto(pathOf(id, request));
    await expect(page.getByTestId("request-ids")).toBeVisible({ timeout: 45_000 });
    await screen.settled();
    const shown = page.getByTestId("request-id");
    for (const one of [request.apiGatewayRequestId, request.extendedRequestId, request.traceId]) {
      await expect(shown.filter({ hasText: one })).toHaveCount(1);
    }
    await expect(screen.answer).toContainText(String(request.status));
    const bars = page.getByTestId("axis-row");
    await expect(bars.filter({ hasText: "checkout-authorizer" })).toHaveCount(1);
    await expect(page.locator('[data-testid="axis-row"][data-kind="gateway"]')).toHaveCount(1);
  }
  await expectAccessible(page);
});

test("a request of an HTTP API is joined with its function without X-Ray's stage", async ({
  page,
  sandbox,
}) => {
  const request = await oneOf(sandbox, ({ api, outcome, invocations }) => {
    return api === "storefront-http" && outcome === "ok" && invocations.length > 0;
  });
  await page.goto(pathOf(request.apiGatewayRequestId, request));
  const [invocation] = request.invocations;
  const part = page.getByTestId("part-invocation").first();
  await expect(part).toHaveAttribute("data-request", invocation?.requestId ?? "", { timeout: 45_000 });
  await expect(part).toContainText(invocation?.functionName ?? "");
  await expect(part).toContainText("integration");
});

test("a denied request never ran, and says so", async ({ page, sandbox }) => {
  const request = await oneOf(sandbox, ({ outcome }) => outcome === "authorizer-denied");
  await page.goto(pathOf(request.apiGatewayRequestId, request));
  const screen = new DashboardPage(page);
  await expect(screen.answer).toContainText(`answered ${request.status}`, { timeout: 45_000 });
  await expect(page.getByTestId("part-invocation").filter({ hasText: "integration" })).toHaveCount(0);
});

test("an id that nobody logged is not found: where it was looked for, and what to switch on", async ({
  page,
}) => {
  await page.goto(pathOf("00000000-1111-4222-8333-444444444444", { startMs: Date.parse(view.from) }));
  const screen = new DashboardPage(page);
  await expect(screen.answer).toContainText("Nothing names", { timeout: 45_000 });
  await expect(page.getByTestId("request-advice")).toContainText("partner-api / v1");
  await expect(page.getByRole("button", { name: /Search the last 24 hours/ })).toBeVisible();
  await expect(page.getByText(/FilterLogEvents, about|Logs Insights, about/).first()).toBeVisible();
  await expectAccessible(page);
});

test("text without an id is refused in words, a header with several ids is not", async ({
  page,
  sandbox,
}) => {
  await page.goto(`/requests/nonsense?from=${view.from}&to=${view.to}`);
  await expect(page.getByText(/There is no request id in/)).toBeVisible();
  const request = await oneOf(sandbox, ({ api, traced }) => api === "shop-api" && traced);
  const header = `x-amz-apigw-id: ${request.extendedRequestId} x-amzn-requestid: ${request.apiGatewayRequestId} X-Amzn-Trace-Id: Root=${request.traceId}`;
  await page.goto(`/requests?from=${view.from}&to=${view.to}&region=${view.region}`);
  await page.getByLabel("Id, or a text that holds one").fill(header);
  await page.getByRole("button", { name: "Find the request" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(request.apiGatewayRequestId, {
    timeout: 45_000,
  });
  await expect(page.getByText("(of this request)").first()).toBeVisible({ timeout: 45_000 });
});

test("the JSON twin says what the page says", async ({ request, sandbox }) => {
  const truth = await oneOf(sandbox, ({ api, traced, invocations }) => {
    return api === "shop-api" && traced && invocations.length === 1;
  });
  const answer = await request.get(`/api${pathOf(truth.apiGatewayRequestId, truth)}`, { timeout: 45_000 });
  const found = requestViewSchema.parse(await answer.json());
  const [invocation] = truth.invocations;
  expect(found.gateways[0]).toMatchObject({ status: truth.status, method: truth.method });
  expect(found.invocations.find(({ requestId }) => requestId === invocation?.requestId)).toMatchObject({
    functionName: invocation?.functionName,
    cold: invocation?.cold,
    role: "integration",
    certainty: "exact",
  });
  expect(found.cost?.usd).toBeGreaterThan(0);
  const bad = await request.get("/api/requests/nonsense");
  expect(bad.status()).toBe(400);
});
