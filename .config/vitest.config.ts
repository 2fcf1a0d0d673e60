import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Twice the processors of a small machine: tests of whole servers mostly wait. */
const WORKERS = 4;

const root = fileURLToPath(new URL("..", import.meta.url));

/** Tests of whole servers first: they wait and last longest, and the many small files fill what they leave. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (moduleId.endsWith(".integration.test.ts") ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root,
  esbuild: { jsx: "automatic" },
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // The guard throws outside a React server bundle; unit tests are neither client nor server bundle.
      "server-only": `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: WORKERS,
    // No fewer at the end: stopping an idle worker early fails the run ("Terminating worker thread").
    ...(argv.some((each) => each.startsWith("--maxWorkers")) ? {} : { minWorkers: WORKERS }),
    // Loading packages for each file would cost more than the tests.
    pool: "forks",
    poolOptions: { forks: { isolate: false } },
    setupFiles: [".config/fresh-modules.ts"],
    sequence: { sequencer: WaitingFirst },
  },
});
