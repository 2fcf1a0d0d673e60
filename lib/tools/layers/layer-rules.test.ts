import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

/**
 * Builds a small tree with one file per case, runs the real rules over it once, and looks at what they said about each
 * file. So a rule that stops firing is noticed.
 */

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** importing file → imported file or package → the rules that must object (none: allowed) */
const cases: readonly (readonly [from: string, to: string, rules: readonly string[]])[] = [
  ["app/page.tsx", "components/overview/table.tsx", []],
  ["app/page.tsx", "lib/server/overview.ts", []],
  ["app/page.tsx", "lib/url/time-range.ts", []],
  ["app/page.tsx", "lib/aws/gateway.ts", ["layer-app"]],
  ["app/page.tsx", "lib/metrics/gaps.ts", ["layer-app"]],
  ["app/page.tsx", "lib/config/environment.ts", ["layer-app"]],
  ["components/ui/button.tsx", "lib/base/time.ts", []],
  ["components/ui/button.tsx", "lib/model/metric.ts", ["layer-components-ui"]],
  ["components/ui/button.tsx", "components/overview/table.tsx", ["layer-components-ui"]],
  ["components/charts/line.tsx", "components/ui/button.tsx", []],
  ["components/charts/line.tsx", "lib/model/metric.ts", ["layer-components-charts"]],
  ["components/panel/frame.tsx", "lib/model/metric.ts", []],
  ["components/panel/frame.tsx", "components/shell/bar.tsx", ["layer-components-panel"]],
  ["components/panel/frame.tsx", "components/view/link.tsx", []],
  ["components/view/link.tsx", "components/panel/frame.tsx", ["layer-components-view"]],
  ["components/shell/bar.tsx", "lib/url/time-range.ts", []],
  ["components/shell/bar.tsx", "components/overview/table.tsx", ["layer-components-shell"]],
  ["components/overview/table.tsx", "components/charts/line.tsx", []],
  ["components/overview/table.tsx", "components/panel/frame.tsx", []],
  ["components/overview/table.tsx", "components/overview/cell.tsx", []],
  ["components/overview/table.tsx", "lib/server/overview.ts", ["layer-components-feature"]],
  ["components/overview/table.tsx", "components/api/panel.tsx", ["layer-components-feature"]],
  ["components/cost/bill.tsx", "lib/cost/bill.ts", []],
  ["components/cost/bill.tsx", "lib/metrics/gaps.ts", ["layer-components-feature"]],
  ["components/stray.tsx", "lib/base/time.ts", ["no-code-outside-the-layers"]],
  ["lib/base/units.ts", "lib/model/metric.ts", ["layer-base"]],
  ["lib/model/lambda.ts", "lib/base/time.ts", []],
  ["lib/model/lambda.ts", "lib/metrics/gaps.ts", ["layer-model"]],
  ["lib/url/time-range.ts", "lib/model/metric.ts", []],
  ["lib/url/range-parts.ts", "lib/metrics/gaps.ts", ["layer-url"]],
  ["lib/metrics/align.ts", "lib/metrics/gaps.ts", []],
  ["lib/metrics/align.ts", "lib/model/metric.ts", []],
  ["lib/metrics/align.ts", "lib/cost/bill.ts", ["layer-feature"]],
  ["lib/metrics/align.ts", "lib/aws/gateway.ts", ["layer-feature"]],
  ["lib/logs/lines.ts", "lib/traces/tree.ts", ["layer-feature"]],
  ["lib/requests/join.ts", "lib/traces/tree.ts", []],
  ["lib/requests/join.ts", "lib/cost/bill.ts", ["layer-requests"]],
  ["lib/aws/gateway.ts", "lib/cache/cache.ts", []],
  ["lib/aws/gateway.ts", "lib/metrics/gaps.ts", ["layer-aws"]],
  ["lib/aws/gateway.ts", "lib/server/overview.ts", ["layer-aws"]],
  ["lib/cache/cache.ts", "lib/aws/lambda.ts", ["layer-cache"]],
  ["lib/config/environment.ts", "lib/cache/cache.ts", ["layer-config"]],
  ["lib/server/overview.ts", "lib/aws/lambda.ts", []],
  ["lib/server/overview.ts", "lib/cost/bill.ts", []],
  ["lib/server/overview.ts", "components/ui/button.tsx", ["layer-server"]],
  ["lib/server/other.ts", "lib/cache/cache.ts", ["layer-server"]],
  ["lib/sandbox/http/server.ts", "lib/base/time.ts", []],
  ["lib/sandbox/http/server.ts", "lib/cost/bill.ts", ["layer-sandbox"]],
  ["lib/sandbox/http/server.ts", "lib/model/metric.ts", ["layer-sandbox"]],
  ["lib/server/live.ts", "lib/sandbox/http/server.ts", ["layer-server", "sandbox-is-not-the-product"]],
  ["lib/server/live.test.ts", "lib/sandbox/http/server.ts", ["sandbox-is-not-the-product"]],
  ["lib/aws/live.integration.test.ts", "lib/sandbox/http/server.ts", []],
  ["lib/logs/lines.test.ts", "lib/testing/transcript.ts", []],
  ["lib/logs/lines.ts", "lib/testing/transcript.ts", ["fixtures-only-in-tests", "layer-feature"]],
  ["lib/server/tool.ts", "lib/tools/run.ts", ["layer-server", "tools-are-not-the-product"]],
  ["lib/tools/bench/engine.ts", "lib/logs/log-book.ts", []],
  ["lib/tools/bench/engine.ts", "lib/cache/cache.ts", ["layer-bench"]],
  ["lib/other/file.ts", "lib/base/time.ts", ["no-code-outside-the-layers"]],
  ["e2e/overview.spec.ts", "lib/model/metric.ts", []],
  ["e2e/overview.spec.ts", "lib/server/overview.ts", ["layer-e2e"]],
  ["e2e/overview.spec.ts", "lib/sandbox/http/server.ts", ["layer-e2e", "sandbox-is-not-the-product"]],
  ["lib/aws/lambda.ts", "@aws-sdk/client-lambda", []],
  ["lib/sandbox/clients.test.ts", "@aws-sdk/client-lambda", []],
  ["lib/sandbox/http/client.ts", "@aws-sdk/client-lambda", ["aws-sdk-only-in-lib-aws"]],
  ["lib/server/overview.ts", "@aws-sdk/client-lambda", ["aws-sdk-only-in-lib-aws"]],
  ["lib/sandbox/http/codec.ts", "@smithy/core", []],
  ["lib/model/codec.ts", "@smithy/core", ["smithy-only-on-the-wire"]],
  ["components/ui/button.tsx", "react", []],
  ["lib/base/hook.ts", "react", ["no-framework-in-logic"]],
  ["lib/cost/hook.ts", "next/navigation.js", ["no-framework-in-logic"]],
  ["lib/aws/hook.ts", "next/navigation.js", ["no-framework-in-logic"]],
  ["lib/base/nowhere.ts", "@/lib/base/does-not-exist", ["resolvable"]],
  ["lib/base/nowhere.ts", "no-such-package", ["resolvable"]],
];

const packages = {
  react: "index",
  next: "navigation",
  "@aws-sdk/client-lambda": "index",
  "@smithy/core": "index",
};

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const isFile = (target: string) => /^(app|components|lib)\/.*\.tsx?$/.test(target);
/** Each case has an importer of its own, so that the cases together form no cycle. */
const importerOf = (from: string, index: number) => from.replace(/[^/]+$/, (name) => `case-${index}-${name}`);
const specifierOf = (target: string) => (isFile(target) ? `@/${target.replace(/\.tsx?$/, "")}` : target);

describe("layer rules", () => {
  const folder = mkdtempSync(join(tmpdir(), "lambdascope-layers-"));
  /** `from → specifier` → names of the rules that objected */
  const objections = new Map<string, string[]>();

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  beforeAll(() => {
    const imports = new Map<string, string[]>();
    cases.forEach(([from, to], index) => {
      imports.set(importerOf(from, index), [specifierOf(to)]);
      if (isFile(to)) imports.set(to, []);
    });
    imports.set("lib/base/egg.ts", ["@/lib/base/hen"]);
    imports.set("lib/base/hen.ts", ["@/lib/base/egg"]);
    for (const [path, specifiers] of imports) {
      write(path, [...specifiers.map((specifier) => `import "${specifier}";`), "export {};", ""].join("\n"));
    }
    for (const [name, main] of Object.entries(packages)) {
      write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: "1.0.0", main: `${main}.js` }),
      );
      write(`node_modules/${name}/${main}.js`, "");
    }
    write(
      "package.json",
      JSON.stringify({ dependencies: Object.fromEntries(Object.keys(packages).map((n) => [n, "1"])) }),
    );
    write(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: { module: "esnext", moduleResolution: "bundler", paths: { "@/*": ["./*"] } },
      }),
    );
    for (const { from, to, rule } of cruise(folder)) {
      const key = `${from} → ${to.replace(/^node_modules\//, "").replace(/^(@?[^/]+\/[^/]+|react)\/index\.js$/, "$1")}`;
      objections.set(key, [...(objections.get(key) ?? []), rule.name]);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(cases.map(([from, to, rules], index) => ({ from, to, rules, index })))(
    "$from → $to: $rules",
    ({ from, to, rules, index }) => {
      const found = objections.get(`${importerOf(from, index)} → ${to}`) ?? [];
      expect(found.toSorted()).toEqual(rules);
    },
  );

  it("objects to a cycle", () => {
    expect(objections.get("lib/base/egg.ts → lib/base/hen.ts")).toEqual(["no-cycles"]);
  });

  it("has a case for every rule", () => {
    const config = execFileSync(process.execPath, [
      "-p",
      `JSON.stringify(require(${JSON.stringify(`${root}.dependency-cruiser.cjs`)}).forbidden.map(({ name }) => name))`,
    ]);
    const named = z.array(z.string()).parse(JSON.parse(config.toString()));
    const fired = new Set(["no-cycles", ...cases.flatMap(([, , rules]) => rules)]);
    // These two have nothing that they may not import but what another rule names.
    const exempt = ["layer-testing", "layer-tools"];
    expect(named.filter((name) => !fired.has(name) && !exempt.includes(name))).toEqual([]);
  });
});

function cruise(folder: string) {
  const args = [
    "--config",
    `${root}.dependency-cruiser.cjs`,
    "--output-type",
    "json",
    "app",
    "components",
    "lib",
    "e2e",
  ];
  const output = execFileSync(
    process.execPath,
    [`${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`, ...args],
    { cwd: folder, maxBuffer: 1e8 },
  );
  return reportSchema.parse(JSON.parse(output.toString())).summary.violations;
}
