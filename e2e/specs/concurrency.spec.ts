import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { formatCount } from "@/lib/base/format-number";

/** Which function will hit its limit, and why was it throttled? */

const view = { ...windows[0], region: "us-east-1" };

test.setTimeout(120_000);

test("which function will hit its limit, and why was catalog-search throttled?", async ({
  page,
  sandbox,
}) => {
  const { functions } = await sandbox.truth(view);
  const throttles = formatCount(functions["catalog-search"]?.throttles);
  await page.goto(`${viewUrl("/cold-starts", view)}#concurrency`);

  const answer = page.getByTestId("concurrency-answer");
  await expect(answer).toContainText(
    `catalog-search was throttled ${throttles} times from 11:25 UTC to 11:35 UTC: it reached the 5 concurrent executions reserved for it.`,
    { timeout: 60_000 },
  );
  const why = page.getByTestId("throttled").locator("tbody tr");
  await expect(why).toHaveCount(1);
  await expect(why).toContainText("15 Jan 11:25 – 11:35 UTC");
  await expect(why).toContainText("Function limit");
  await expect(why).toContainText("all 5 reserved for it were busy in the same minutes");

  // Every function's peak is the truth's, the one without headroom first.
  const table = page.getByTestId("concurrency-functions");
  await table.getByRole("button", { name: /^Show \d+ more$/ }).click();
  const rows = table.locator("tr[data-function]");
  await expect(rows.first()).toHaveAttribute("data-function", "catalog-search");
  const peaks = await rows.evaluateAll((all) =>
    all.map((row) => [row.getAttribute("data-function"), row.querySelectorAll("td")[1]?.textContent?.trim()]),
  );
  const expected = Object.entries(functions)
    .filter(([, { concurrentExecutionsMax }]) => (concurrentExecutionsMax ?? 0) > 0)
    .map(([name, { concurrentExecutionsMax }]) => [name, String(concurrentExecutionsMax)]);
  expect(peaks.sort()).toEqual(expected.sort());

  // What was assumed of the future is one press away.
  const account = page.getByTestId("figure-forecast").getByRole("button");
  await account.click();
  await expect(page.getByRole("dialog")).toContainText("if this window's peaks go on as they did");
  await page.keyboard.press("Escape");

  // The chart shows the limit, and as a table when it was full.
  const chart = page.getByRole("figure", { name: "Concurrency of catalog-search", exact: true });
  await expect(chart).toContainText("while throttled");
  await expect(page.getByTestId("limits-answer")).toContainText("catalog-search");
  await expect(page.getByTestId("limits-unknown")).toContainText("Ephemeral storage");
});

test("one function's concurrency stands with its provisioned concurrency in use", async ({
  page,
  sandbox,
}) => {
  const { functions } = await sandbox.truth(view);
  await page.goto(`${viewUrl("/cold-starts", view)}&fn=pricing-engine#concurrency`);
  const row = page.getByTestId("concurrency-functions").locator("tr[data-function]");
  await expect(row).toHaveCount(1, { timeout: 60_000 });
  await expect(row.locator("td").nth(1)).toHaveText(
    String(functions["pricing-engine"]?.concurrentExecutionsMax),
  );
  await expect(row).toContainText("of 3 live");
  await expect(row).toContainText("none spilled over");
  await expect(page.getByTestId("concurrency-answer")).toContainText("pricing-engine was not throttled.");
});

test("who ran out of memory is read from the lines, and unknown before", async ({ page, sandbox }) => {
  const leaking = { from: "2026-01-15T07:50:00Z", to: "2026-01-15T08:20:00Z", region: "us-east-1" };
  const { outOfMemory } = (await sandbox.truth(leaking)).functions["catalog-images"] ?? {};
  expect(outOfMemory).toBeGreaterThan(1);
  await page.goto(`${viewUrl("/cold-starts", leaking)}&fn=catalog-images&by=insights#limits`);
  const lines = page.getByTestId("limits-lines");
  await expect(lines).toContainText("Unknown until the lines are read", { timeout: 60_000 });
  await lines.getByRole("button", { name: "Read the lines, free" }).click();
  const row = lines.locator("tr[data-limit=memory]");
  await expect(row).toHaveCount(1, { timeout: 60_000 });
  await expect(row).toContainText(`Killed ${formatCount(outOfMemory)} times for lack of memory`);
  await expect(row).toContainText("100 %");
});
