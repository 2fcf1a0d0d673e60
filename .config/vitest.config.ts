import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

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
    testTimeout: 30_000,
    // One more than the processors of a small machine: some tests mostly wait.
    maxWorkers: 3,
  },
});
