import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountedRequests, feltByCounts } from "@/lib/cold-starts/felt-by-counts";
import { feltByRoute, type RoutedRequest } from "@/lib/cold-starts/felt-by-route";

const request = fc.record({
  route: fc.constantFrom("GET /a", "GET /b"),
  latencyMs: fc.option(fc.integer({ min: 1, max: 40 })),
  called: fc.boolean(),
  waitMs: fc.constantFrom(0, 0, 0, 7.25, 30.5),
});

describe("feltByCounts", () => {
  it("tells what the requests one by one tell", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (list) => {
        const requests = list.map(
          ({ route, latencyMs, called }, i): RoutedRequest => ({
            route,
            latencyMs,
            lambdaRequestId: called ? `${i}` : null,
          }),
        );
        const known = new Map(
          list.map(({ waitMs, route }, i) => [`${i}`, { functionName: `fn of ${route}`, waitMs }]),
        );
        const counts = new Map<string, CountedRequests>();
        for (const { route, latencyMs, called } of list) {
          const key = `${route} ${latencyMs} ${called}`;
          const count = (counts.get(key)?.count ?? 0) + 1;
          counts.set(key, { route, latencyMs, called, count });
        }
        const felt = list.flatMap(({ route, latencyMs, called, waitMs }) =>
          called && latencyMs !== null && waitMs > 0 ? [{ route, latencyMs, waitMs }] : [],
        );
        const found = feltByCounts([...counts.values()], felt, (route) => [`fn of ${route}`]);
        expect(found).toEqual(feltByRoute(requests, known));
      }),
    );
  });

  it("tells nothing of a route whose functions were not read", () => {
    const counted = [{ route: "GET /a", latencyMs: 50, called: true, count: 9 }];
    expect(feltByCounts(counted, [], () => null)).toMatchObject([
      { requests: 9, joined: 0, functions: [], latencyShare: null, latencyP95Ms: null },
    ]);
  });
});
