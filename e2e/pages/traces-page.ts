import { expect, type Locator } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";

export class TracesPage extends DashboardPage {
  /** Everything that X-Ray gives has come. */
  async loaded(): Promise<void> {
    await expect(this.page.getByTestId("trace-load")).not.toHaveAttribute("data-phase", "loading");
  }

  /** Opens the page with more parameters than range and region. */
  async openWith(
    view: { readonly from: string; readonly to: string; readonly region: string },
    extra: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.page.goto(`/traces?${new URLSearchParams({ ...view, ...extra })}`);
    await this.settled();
    await this.loaded();
  }

  get filter(): Locator {
    return this.page.getByRole("textbox", { name: "Filter expression" });
  }

  get problem(): Locator {
    return this.page.getByTestId("filter-problem");
  }

  get rows(): Locator {
    return this.page.getByTestId("traces-table").locator("tr[data-trace]");
  }

  get table(): Locator {
    return this.page.getByTestId("traces-table");
  }

  get findings(): Locator {
    return this.page.getByTestId("findings-table").locator("tbody tr");
  }

  /** A row of the groups by its first cell. */
  group(label: string): Locator {
    return this.page
      .getByTestId("groups-table")
      .locator("tbody tr")
      .filter({ has: this.page.getByRole("cell", { name: label, exact: true }) });
  }
}
