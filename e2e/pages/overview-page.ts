import type { Locator } from "@playwright/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { DataTable } from "@/e2e/pages/data-table";

export class OverviewPage extends DashboardPage {
  get functions(): DataTable {
    return new DataTable(this.page.getByTestId("functions-table"));
  }

  get apis(): DataTable {
    return new DataTable(this.page.getByTestId("apis-table"));
  }

  tile(key: string): Locator {
    return this.page.getByTestId(`tile-${key}`).getByTestId("value");
  }
}
