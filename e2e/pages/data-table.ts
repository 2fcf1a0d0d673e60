import { expect, type Locator } from "@playwright/test";

/** A table on screen, read by its column headers. */
export class DataTable {
  constructor(private readonly table: Locator) {}

  /** @returns for each row the text of its cells by header */
  async rows(): Promise<readonly ReadonlyMap<string, string>[]> {
    await expect(this.table).toBeVisible();
    const texts = await this.table.evaluate((table) =>
      [...table.querySelectorAll("tr")].map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.trim() ?? ""),
      ),
    );
    const [headers = [], ...body] = texts;
    return body.map((cells) => new Map(headers.map((header, index) => [header, cells[index] ?? ""])));
  }

  /** The row whose first cell starts with this text. */
  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.table.page().getByRole("link", { name }) });
  }
}
