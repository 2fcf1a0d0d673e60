import { test as base } from "@playwright/test";
import { SandboxClient } from "@/e2e/support/sandbox-client";

/** Playwright's test with what our specs share. */
export const test = base.extend<{
  sandbox: SandboxClient;
  /** Problems of the page, collected while a test runs: each test ends by finding none. */
  pageProblems: string[];
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
  sandbox: async ({}, use) => {
    await use(new SandboxClient(process.env.SANDBOX_URL ?? ""));
  },
  pageProblems: [
    async ({ page, baseURL }, use) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
      page.on("console", (message) => {
        // The browser logs each answer of status 4xx; a page for something unknown is one.
        if (message.type() === "error" && !/^Failed to load resource: .* 404/.test(message.text())) {
          problems.push(`console: ${message.text()}`);
        }
      });
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        const local = protocol === "data:" || protocol === "blob:";
        if (baseURL && !local && origin !== new URL(baseURL).origin) {
          problems.push(`request to another origin: ${request.url()}`);
        }
      });
      await use(problems);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export const expect = test.expect;
