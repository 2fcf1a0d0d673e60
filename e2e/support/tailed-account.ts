import { readFile } from "node:fs/promises";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { SandboxClient } from "@/e2e/support/sandbox-client";
import { startBuiltApp, startLiveWorld } from "@/lib/tools/local-account";
import { type LocalWire, startWire } from "@/lib/tools/local-wire";
import { type RawLogEvent, readLogEvents } from "@/lib/tools/raw-log-events";

const region = "us-east-1";

const exportedLineSchema = z.object({
  time: z.string(),
  group: z.string(),
  stream: z.string(),
  message: z.string(),
});
export type ExportedLine = z.infer<typeof exportedLineSchema>;

/** A world in which time runs, an app and a browser page, with wires between them that can be cut. */
export class TailedAccount {
  private constructor(
    readonly sandbox: SandboxClient,
    readonly page: Page,
    /** Between the app and AWS. */
    readonly awsWire: LocalWire,
    /** Between the browser and the app. */
    readonly appWire: LocalWire,
    private readonly worldUrl: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(browser: Browser, rps: number): Promise<TailedAccount> {
    const world = await startLiveWorld([
      ...["--hours", "1", "--rps", String(rps), "--regions", region],
      ...["--incidents", "off", "--rhythm", "steady"],
    ]);
    const awsWire = await startWire(world.url);
    const app = await startBuiltApp(awsWire.url);
    const appWire = await startWire(app.url);
    const page = await browser.newPage();
    return new TailedAccount(new SandboxClient(world.url), page, awsWire, appWire, world.url, async () => {
      await page.close();
      appWire.close();
      await app.stop();
      awsWire.close();
      await world.stop();
    });
  }

  /** The id of the API with that name. */
  async apiId(name: string): Promise<string> {
    const now = Date.now();
    const { apis } = await this.sandbox.truth({ from: now - 60_000, to: now, region });
    const [, api] = Object.entries(apis).find(([key]) => key.startsWith(`${name}/`)) ?? [];
    if (!api) throw new Error(`There is no API ${name}`);
    return api.id;
  }

  /** The Logs page with its lines, tailing. */
  async tail(sources: string): Promise<void> {
    const view = { region, from: "now-1m", src: sources, view: "lines", order: "oldest", tail: "true" };
    await this.page.goto(`${this.appWire.url}/logs?${new URLSearchParams(view)}`);
    // The lines of the last minute are read first.
    await expect(this.bar).toBeVisible({ timeout: 60_000 });
  }

  get bar(): Locator {
    return this.page.getByTestId("tail-bar");
  }

  /** Up to when the page says that its lines are complete. */
  async completeUpTo(): Promise<number> {
    const [, clock] = /complete up to (\d\d:\d\d:\d\d)/.exec((await this.bar.textContent()) ?? "") ?? [];
    if (clock === undefined) return 0;
    const today = new Date().toISOString().slice(0, 10);
    const ms = Date.parse(`${today}T${clock}Z`);
    // Said before midnight and read after it.
    return ms > Date.now() + 60_000 ? ms - 86_400_000 : ms;
  }

  /** The lines shown, as the page exports them. */
  async exported(): Promise<readonly ExportedLine[]> {
    await this.page.getByRole("button", { name: "Export" }).click();
    const saving = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "NDJSON" }).click();
    const text = await readFile(await (await saving).path(), "utf8");
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.map((line) => exportedLineSchema.parse(JSON.parse(line)));
  }

  /** What CloudWatch shows now of a group. */
  stored(group: string, fromMs: number, toMs: number): Promise<readonly RawLogEvent[]> {
    return readLogEvents(this.worldUrl, { group, fromMs, toMs });
  }
}
