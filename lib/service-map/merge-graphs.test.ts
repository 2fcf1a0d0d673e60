import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeGraphs, type TracedGraph } from "@/lib/service-map/merge-graphs";
import { type GraphCall, graphOf, readCalls } from "@/lib/testing/service-graph";

const OWN = "111111111111";

function tell(graph: TracedGraph): string[] {
  return [...graph.edges.values()]
    .map(({ id, tally }) => `${id} ${tally.ok}/${tally.error}/${tally.throttle}/${tally.fault}`)
    .sort();
}

describe("mergeGraphs", () => {
  it("shows Lambda's two services as one node and clients by what they call", () => {
    const graph = graphOf(
      readCalls(`
        client/shop > stage/shop 30ms ×4
        stage/shop > lambda/charge 20ms ×4
        lambda/charge > fn/charge 19ms ×3
        lambda/charge > fn/charge 19ms fault
        fn/charge > table/payments 4ms ×4
        client/cron > lambda/cron 9ms
        lambda/cron > fn/cron 8ms
        fn/cron ~> lambda/charge 20ms`),
    );
    const merged = mergeGraphs([graph], OWN);
    expect(tell(merged)).toEqual([
      "AWS::ApiGateway::Stage:shop → function:charge 4/0/0/0",
      "clients → AWS::ApiGateway::Stage:shop 4/0/0/0",
      "function:charge → AWS::DynamoDB::Table:payments 4/0/0/0",
      "function:cron ⇢ function:charge 1/0/0/0",
      "unseen-callers → function:cron 1/0/0/0",
    ]);
    const charge = merged.nodes.get("function:charge");
    expect(
      [...(charge?.parts.values() ?? [])].map(({ type, tally }) => [type, tally.ok, tally.fault]),
    ).toEqual([
      ["AWS::Lambda", 5, 0],
      ["AWS::Lambda::Function", 3, 1],
    ]);
  });

  it("keeps a function that calls itself apart from Lambda handing it an event", () => {
    const graph = graphOf(readCalls("lambda/loop > fn/loop 5ms\nfn/loop ~> lambda/loop 5ms"));
    expect(tell(mergeGraphs([graph], OWN))).toEqual(["function:loop ⇢ function:loop 1/0/0/0"]);
  });

  it("keeps services of one name in other accounts apart", () => {
    const graph = graphOf(readCalls("client/a > fn/a 1ms"));
    const own = [...mergeGraphs([graph], OWN).nodes.keys()];
    const others = [...mergeGraphs([graph], "999999999999").nodes.keys()];
    expect(own).toContain("function:a");
    expect(others).toContain("function:a@111111111111");
  });

  it("drops edges to services that the answer does not have", () => {
    const graph = graphOf(readCalls("fn/a > table/b 1ms"));
    const cut = { ...graph, services: graph.services.filter(({ name }) => name === "a") };
    expect(mergeGraphs([cut], OWN).edges.size).toBe(0);
    expect(mergeGraphs([], OWN)).toEqual({ nodes: new Map(), edges: new Map() });
  });

  it("gives the same whole however the window is cut, and whatever the order of services", () => {
    const service = fc.constantFrom(
      "client/a",
      "stage/a",
      "lambda/a",
      "fn/a",
      "lambda/b",
      "fn/b",
      "table/t",
      "remote/r",
    );
    const call: fc.Arbitrary<GraphCall> = fc.record({
      from: service,
      to: service,
      ms: fc.integer({ min: 0, max: 20 }),
      outcome: fc.constantFrom("ok", "error", "throttle", "fault"),
      link: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(call, fc.nat({ max: 3 })), { maxLength: 40 }), (calls) => {
        const whole = mergeGraphs([graphOf(calls.map(([one]) => one))], OWN);
        const parts = [0, 1, 2, 3].map((part) =>
          graphOf(
            calls.filter(([, at]) => at === part).map(([one]) => one),
            (keys) => keys.reverse(),
          ),
        );
        const merged = mergeGraphs(parts.reverse(), OWN);
        expect(merged.nodes).toEqual(whole.nodes);
        expect(merged.edges).toEqual(whole.edges);
      }),
    );
  });

  it("leaves its input as it is", () => {
    const graph = graphOf(readCalls("fn/a > table/b 1ms ×3"));
    const before = structuredClone(graph);
    mergeGraphs([graph, graph], OWN);
    expect(graph).toEqual(before);
  });
});
