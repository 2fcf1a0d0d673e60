import { expect, type Locator, type Page } from "@playwright/test";
import { type SharedView, viewUrl } from "@/e2e/support/frozen-world";

/** What every page has. */
export class DashboardPage {
  constructor(readonly page: Page) {}

  async open(path: string, view: SharedView): Promise<void> {
    await this.page.goto(viewUrl(path, view));
    await this.settled();
  }

  /** Every panel has arrived: placeholders are announced as "Loading …" and are gone then. */
  async settled(): Promise<void> {
    await expect(this.page.locator("main")).toBeVisible();
    await expect(this.page.getByRole("status", { name: /^(Loading|Finding)/ })).toHaveCount(0);
  }

  get answer(): Locator {
    return this.page.getByTestId("answer");
  }

  /** The figure under a key of the strip of totals. */
  figure(key: string): Locator {
    return this.page.getByTestId(`figure-${key}`).locator("dd");
  }

  chart(title: string): Locator {
    return this.page.getByRole("figure", { name: title, exact: true });
  }

  get timeRangeButton(): Locator {
    return this.page.getByRole("button", { name: /^Time range:/ });
  }
}
