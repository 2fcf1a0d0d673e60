import type { Locator } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import type { SharedView } from "@/e2e/support/frozen-world";

export class TracePage extends DashboardPage {
  override async open(traceId: string, view: SharedView): Promise<void> {
    await super.open(`/traces/${traceId}`, view);
  }

  get waterfall(): Locator {
    return this.page.getByTestId("waterfall");
  }

  /** Rows of spans in sight. */
  get rows(): Locator {
    return this.waterfall.locator('[role="row"][aria-level]');
  }

  row(span: number): Locator {
    return this.page.locator(`#span-${span}`);
  }

  get panel(): Locator {
    return this.page.getByTestId("span-panel");
  }

  get find(): Locator {
    return this.page.getByRole("searchbox", { name: /^Find spans/ });
  }
}
