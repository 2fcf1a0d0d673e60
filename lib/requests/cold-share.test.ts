import { expect, it } from "vitest";
import type { RequestFindings } from "@/lib/model/views/request";
import { coldShare } from "@/lib/requests/cold-share";

type Invocation = Omit<RequestFindings["invocations"][number], "coldShare">;
type Gateway = RequestFindings["gateways"][number];

const invocation: Invocation = {
  key: "g r#1",
  requestId: "r",
  functionName: "orders",
  version: "1",
  role: "integration",
  certainty: "exact",
  attempt: 1,
  attempts: 1,
  status: "success",
  startMs: 1_300,
  endMs: 1_400,
  durationMs: 100,
  billedMs: 400,
  memoryMb: 128,
  maxMemoryMb: 60,
  initMs: 300,
  cold: true,
  startKind: "on-demand",
  waitedMs: null,
  traceId: null,
  sampled: null,
  error: null,
  lineCount: 3,
  group: "g",
};
const gateway = (latencyMs: number | null): Gateway => ({
  stage: "a/prod",
  apiName: "shop",
  apiKind: "REST",
  requestId: "g",
  method: "GET",
  path: "/orders",
  resourcePath: "/orders",
  status: 200,
  startMs: 1_000,
  endMs: 1_500,
  latencyMs,
  integrationLatencyMs: null,
  functionName: "orders",
  lambdaRequestId: "r",
  error: null,
  timeout: false,
  throttled: false,
  canary: false,
});

it.each([
  ["of what the caller waited", {}, [gateway(600)], { share: 0.5, of: "latency" }],
  ["no more than all of it, where the gateway gave up", {}, [gateway(200)], { share: 1, of: "latency" }],
  ["of its own time where the API does not tell its", {}, [gateway(null)], { share: 0.75, of: "own" }],
  ["of its own time without an API", {}, [], { share: 0.75, of: "own" }],
  [
    "of its own time where nobody waited for the answer",
    { role: "caused" },
    [gateway(600)],
    { share: 0.75, of: "own" },
  ],
  [
    "of its own time where the join is inferred",
    { certainty: "inferred" },
    [gateway(600)],
    { share: 0.75, of: "own" },
  ],
  ["none of a warm one", { cold: false, initMs: null }, [gateway(600)], null],
  ["none where its length is not written", { initMs: null }, [gateway(600)], null],
  ["none where nothing tells a time", { durationMs: null }, [], null],
] as const)("is %s", (_, changes, gateways, share) => {
  expect(coldShare({ ...invocation, ...changes }, gateways)).toEqual(share);
});
