import { expect, type Locator } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";

/** The Logs page, and the panel that shows the requests of a range. */
export class LogsPage extends DashboardPage {
  /** Everything of the window has been read. */
  async read(): Promise<void> {
    await expect(this.page.getByTestId("load-status")).toHaveAttribute("data-phase", "done", {
      timeout: 45_000,
    });
  }

  get requests(): Locator {
    return this.page.getByTestId("requests");
  }

  get lines(): Locator {
    return this.page.getByTestId("lines");
  }

  get errors(): Locator {
    return this.page.getByTestId("errors");
  }

  get count(): Locator {
    return this.page.getByTestId("row-count");
  }

  /** Drags over a part of a chart, given in 0–1 of its time axis. */
  async drag(chart: Locator, from: number, to: number): Promise<void> {
    await this.dragOver(chart.getByRole("slider"), from, to);
  }

  /** The same over the element itself. */
  async dragOver(axis: Locator, from: number, to: number): Promise<void> {
    await axis.scrollIntoViewIfNeeded();
    const box = await axis.boundingBox();
    if (!box) throw new Error("There is nothing to drag over");
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * from, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * ((from + to) / 2), y);
    await this.page.mouse.move(box.x + box.width * to, y);
    await this.page.mouse.up();
  }
}
