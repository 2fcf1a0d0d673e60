import type { ErrorBlueprint, FunctionBlueprint } from "@/lib/sandbox/world/blueprints/blueprint";
import { integer, mix, pick, skewed, unit } from "@/lib/sandbox/world/simulation/random";

const words = [
  "audit",
  "backup",
  "billing",
  "cleanup",
  "coupons",
  "crm",
  "digest",
  "export",
  "fraud",
  "geo",
  "import",
  "labels",
  "loyalty",
  "mailer",
  "metrics",
  "partners",
  "payouts",
  "ratings",
  "refunds",
  "returns",
  "rules",
  "sitemap",
  "stock",
  "survey",
  "tax",
  "tracking",
  "vouchers",
  "wishlist",
] as const;

const runtimes = [
  {
    runtime: "nodejs22.x",
    runtimeVersion: "nodejs:22.mainline.v122",
    handler: "index.handler",
    init: 190,
    memory: 72,
  },
  {
    runtime: "nodejs20.x",
    runtimeVersion: "nodejs:20.mainline.v77",
    handler: "index.handler",
    init: 200,
    memory: 74,
  },
  {
    runtime: "python3.12",
    runtimeVersion: "python:3.12.mainlinev2.v43",
    handler: "app.handler",
    init: 210,
    memory: 44,
  },
  {
    runtime: "python3.13",
    runtimeVersion: "python:3.13.mainline.v95",
    handler: "app.handler",
    init: 220,
    memory: 45,
  },
  {
    runtime: "java21",
    runtimeVersion: "java:21.mainline.v82",
    handler: "example.App::handleRequest",
    init: 1900,
    memory: 142,
  },
  {
    runtime: "dotnet8",
    runtimeVersion: "dotnet:8.v52",
    handler: "App::App.Function::Handle",
    init: 620,
    memory: 96,
  },
  { runtime: "ruby3.4", runtimeVersion: "ruby:3.4.v12", handler: "app.handler", init: 410, memory: 58 },
  {
    runtime: "provided.al2023",
    runtimeVersion: "provided:al2023.v105",
    handler: "bootstrap",
    init: 52,
    memory: 24,
  },
] as const;

const failure: ErrorBlueprint = {
  type: "Error",
  message: "upstream returned 503 after 3 tries",
  stack: ["    at run (/var/task/index.js:14:9)"],
};

/** `filler-0001-audit`, … : functions without an API that are called directly every few minutes. */
export function fillerBlueprint(seed: number, number: number): FunctionBlueprint {
  const key = mix(seed, number);
  const kind = pick(key, 1, runtimes);
  return {
    key: `filler-${String(number).padStart(4, "0")}-${pick(key, 2, words)}`,
    description: `Back-office job ${number}`,
    runtime: kind.runtime,
    runtimeVersion: kind.runtimeVersion,
    handler: kind.handler,
    architecture: unit(key, 3) < 0.5 ? "arm64" : "x86_64",
    memoryMb: pick(key, 4, [128, 256, 512, 1024] as const) + (kind.memory > 120 ? 256 : 0),
    timeoutMs: pick(key, 5, [10_000, 30_000, 60_000] as const),
    codeSizeBytes: integer(key, 6, 3_000, 9_000_000),
    logFormat: unit(key, 7) < 0.4 ? "JSON" : "Text",
    reportStyle: unit(key, 8) < 0.7 ? "new" : "old",
    segmentStyle: unit(key, 9) < 0.5 ? "new" : "old",
    idleMinutes: integer(key, 10, 5, 9),
    environment: { STAGE: "prod" },
    team: pick(key, 11, ["orders", "finance", "catalog", "platform", "customers"] as const),
    cpuMs: skewed(key, 12, 12, 0.9),
    cpuSpread: 0.35,
    initMedianMs: kind.init,
    baseMemoryMb: kind.memory,
    errorShare: 0.002,
    clientErrorShare: 0,
    errors: [failure],
    calls:
      unit(key, 13) < 0.5
        ? [{ service: "DynamoDB", operation: "GetItem", resource: "settings", medianMs: 6, spread: 0.4 }]
        : [{ service: "S3", operation: "GetObject", resource: "shop-settings", medianMs: 30, spread: 0.4 }],
    library: "logger",
  };
}
