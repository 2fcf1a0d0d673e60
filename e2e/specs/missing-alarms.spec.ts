import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { viewUrl, windows } from "@/e2e/support/frozen-world";
import { expect, test } from "@/e2e/support/test";
import { alarmProposalsSchema } from "@/lib/model/views/missing-alarms";

/** What is not watched, and which alarm would have told of it? */

const view = { ...windows[1], region: "us-east-1" };

test("gaps are told from alarms that tell nobody, and become text with a threshold from the data", async ({
  page,
}) => {
  const screen = new DashboardPage(page);
  await screen.open("/alarms", view);
  await expect(page.getByTestId("missing-answer")).toContainText("lack an alarm of their own");
  const cell = (subject: string, concern: string) =>
    page.locator(`[data-subject="${subject}"] [data-concern="${concern}"]`);
  await expect(cell("payments-charge", "failures")).toContainText("Watched");
  await expect(cell("catalog-images", "failures")).toContainText("Tells nobody");
  await expect(cell("orders-api", "failures")).toContainText(/No alarm\s*· propose ≥/);

  const twin = await page.request.get(
    `/api${viewUrl("/alarms/proposals", view)}&subject=orders-api&form=terraform`,
  );
  const { subjects, text } = alarmProposalsSchema.parse(await twin.json());
  const failures = subjects?.[0]?.proposals?.find(({ concern }) => concern === "failures");

  // A row opens to where its thresholds come from, and to when they would have fired.
  await page.getByRole("button", { name: "What watches orders-api, and what is proposed" }).click();
  const reasons = page.getByRole("region", { name: "Failures", exact: true });
  await expect(reasons).toContainText(failures?.reasons[0] ?? "no reason");
  await expect(reasons.getByTestId("back-test")).toContainText(/Would (not )?have fired/);

  // Chosen by keyboard; the choice and the form are in the address.
  await page.getByLabel("Propose alarms for orders-api").press("Space");
  await page.getByRole("radio", { name: "Terraform" }).click();
  await expect(page).toHaveURL(/propose=orders-api.*form=terraform/);
  await expect(page.getByTestId("alarm-text")).toHaveText(text ?? "no text", { useInnerText: true });
  await expect(page.getByTestId("alarms-price")).toContainText("a month");
  await page.reload();
  await expect(page.getByTestId("alarm-text")).toContainText("orders_api_failures");
});
