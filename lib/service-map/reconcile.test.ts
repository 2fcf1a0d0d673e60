import { describe, expect, it } from "vitest";
import { configuredLinks } from "@/lib/service-map/configured-links";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { type Account, reconcile } from "@/lib/service-map/reconcile";
import { graphOf, readCalls } from "@/lib/testing/service-graph";

const OWN = "111111111111";
const MINUTE = 60_000;

function traced(text: string) {
  return mergeGraphs([graphOf(readCalls(text))], OWN);
}

function fn(name: string, requests: number | null, tracing: string | null = "Active") {
  return {
    name,
    metrics: { requests, faults: requests === null ? null : 0, errors: null, throttles: 2, p95Ms: 12 },
    health: requests === null ? ("unknown" as const) : ("ok" as const),
    reason: null,
    tracing,
  };
}

function stage(name: string, kind: "REST" | "HTTP", requests: number | null) {
  return {
    id: `id-${name}`,
    name,
    stage: "prod",
    kind,
    metrics: { requests, faults: 0, errors: 0, throttles: null, p95Ms: 20 },
    health: "ok" as const,
    reason: null,
    tracing: kind === "REST" ? true : null,
  };
}

const none: Account = { functions: [], stages: [], links: [] };
const shop = `
  client/shop/prod > stage/shop/prod 30ms ×4
  stage/shop/prod > lambda/charge 20ms ×4
  lambda/charge > fn/charge 19ms ×4`;

describe("reconcile", () => {
  it("says how much of the traffic was traced, per node and for the whole", () => {
    const account = {
      ...none,
      functions: [fn("charge", 100), fn("legacy", 60, "PassThrough")],
      stages: [stage("shop", "REST", 120), stage("web", "HTTP", 80)],
    };
    const map = reconcile(traced(shop), account, 2 * MINUTE);
    expect(map.coverage).toEqual({ requests: { traced: 4, of: 200 }, invocations: { traced: 4, of: 160 } });
    const told = map.nodes.map(({ name, seen, coverage }) => [name, seen, coverage]);
    expect(told).toEqual([
      ["shop/prod", "traced", { traced: 4, of: 120 }],
      ["web/prod", "metrics", { traced: 0, of: 80 }],
      ["Clients", "traced", null],
      ["charge", "traced", { traced: 4, of: 100 }],
      ["legacy", "metrics", { traced: 0, of: 60 }],
    ]);
    expect(map.nodes.find(({ name }) => name === "legacy")?.notes).toEqual([
      "X-Ray does not see it: active tracing is off in its configuration.",
    ]);
    expect(map.nodes.find(({ name }) => name === "charge")?.metrics?.perMinute).toBe(50);
  });

  it("counts throttles of Lambda's own service among a function's attempts, not among traced invocations", () => {
    const graph = traced(`
      stage/a > lambda/f 5ms ×3
      stage/a > lambda/f 1ms throttle ×2
      lambda/f > fn/f 4ms ×3`);
    const map = reconcile(graph, { ...none, functions: [fn("f", 10)] }, MINUTE);
    const node = map.nodes.find(({ name }) => name === "f");
    expect(node?.traced).toMatchObject({ ok: 3, throttle: 2, total: 5 });
    expect(node?.coverage).toEqual({ traced: 3, of: 10 });
  });

  it("adds hops that only the configuration knows, bounded by what their ends counted", () => {
    const route = { method: "GET", path: "/carts", functionName: "carts", qualifier: null, authorizer: null };
    const links = configuredLinks(
      {
        stages: [{ ...stage("web", "HTTP", 80), kind: "HTTP", routes: [route, { ...route, method: "PUT" }] }],
        functions: [{ name: "carts", deadLetterArn: "arn:aws:sqs:us-east-1:111111111111:dead" }],
        eventSources: [
          { arn: "arn:aws:sqs:us-east-1:111111111111:jobs", functionName: "carts", state: "Disabled" },
          { arn: "nonsense", functionName: "carts", state: "Enabled" },
        ],
      },
      OWN,
    );
    const account = { functions: [fn("carts", 70)], stages: [stage("web", "HTTP", 80)], links };
    const map = reconcile(
      traced("client/carts > lambda/carts 5ms\nlambda/carts > fn/carts 5ms"),
      account,
      MINUTE,
    );
    expect(map.edges.map(({ id, seen, atMost, origins }) => [id, seen, atMost, origins])).toEqual([
      [
        "AWS::SQS::Queue:https://sqs.us-east-1.amazonaws.com/111111111111/jobs ⇢ function:carts",
        "configured",
        72,
        ["event source (disabled)"],
      ],
      ["api:id-web/prod → function:carts", "configured", 72, ["GET /carts", "PUT /carts"]],
      [
        "function:carts ⇢ AWS::SQS::Queue:https://sqs.us-east-1.amazonaws.com/111111111111/dead",
        "configured",
        null,
        ["dead-letter target"],
      ],
      ["unseen-callers → function:carts", "traced", null, []],
    ]);
  });

  it("notes what the configuration says on a hop that X-Ray saw", () => {
    const url = "https://sqs.us-east-1.amazonaws.com/111111111111/jobs";
    const links = configuredLinks(
      {
        stages: [],
        functions: [],
        eventSources: [
          { arn: "arn:aws:sqs:us-east-1:111111111111:jobs", functionName: "w", state: "Enabled" },
        ],
      },
      OWN,
    );
    const map = reconcile(traced(`queue/${url} ~> lambda/w 5ms`), { ...none, links }, MINUTE);
    expect(map.edges).toHaveLength(1);
    expect(map.edges[0]).toMatchObject({ seen: "traced", origins: ["event source"] });
  });

  it("claims no coverage when the traces could not be read", () => {
    const map = reconcile(null, { ...none, functions: [fn("f", 10)], stages: null }, MINUTE);
    expect(map.coverage).toEqual({ requests: null, invocations: null });
    expect(map.nodes[0]).toMatchObject({ seen: "metrics", coverage: null });
    expect(map.nodes[0]?.notes[0]).toMatch(/could not be read/);
  });

  it("leaves out what did nothing, and keeps X-Ray's view of what CloudWatch does not know", () => {
    const map = reconcile(
      traced("client/f > fn/f 5ms"),
      {
        ...none,
        functions: [
          { ...fn("idle", null), metrics: { ...fn("idle", null).metrics, throttles: null } },
          fn("f", null),
        ],
      },
      MINUTE,
    );
    expect(map.nodes.map(({ name, health }) => [name, health])).toEqual([
      ["f", "ok"],
      ["Callers outside X-Ray", "ok"],
    ]);
  });
});
