import { describe, expect, it } from "vitest";
import {
  accessQuery,
  calledId,
  countsOfRoutes,
  isCalled,
  latencyOf,
  routeOf,
  slowRequests,
} from "@/lib/server/cold-starts/access-query";

const window = { fromMs: 1_000, toMs: 2_000 };
const JSON_FORMAT =
  '{"id":"$context.requestId","fn":"$context.integration.requestId","route":"$context.routeKey","ms":"$context.responseLatency"}';
const CLF_FORMAT =
  '$context.identity.sourceIp [$context.requestTimeEpoch] "$context.httpMethod $context.resourcePath" $context.responseLatency $context.awsEndpointRequestId';

function expressionOf(format: string): RegExp {
  const head = accessQuery(format, window)?.head ?? "";
  return new RegExp(head.slice(head.indexOf("/^") + 1, head.indexOf("$/") + 1));
}

describe("accessQuery", () => {
  it("reads lines of any format by the texts between its variables", () => {
    const json = '{"id":"r-1","fn":"f-1","route":"GET /a/{id}","ms":"41"}\n';
    expect(expressionOf(JSON_FORMAT).exec(json)?.groups).toEqual({
      calledBy: "f-1",
      routeKey: "GET /a/{id}",
      latency: "41",
    });
    expect(expressionOf(CLF_FORMAT).exec('10.0.0.1 [1768474800000] "GET /a" 41 f-1')?.groups).toEqual({
      epoch: "1768474800000",
      method: "GET",
      resource: "/a",
      latency: "41",
      calledToo: "f-1",
    });
    expect(expressionOf(CLF_FORMAT).exec("something else")).toBeNull();
  });

  it("knows the window by the request's begin, by the log's time where it has to", () => {
    expect(accessQuery(CLF_FORMAT, window)?.head).toContain("epoch >= 1000 and epoch < 2000");
    // As lines are read: what was logged after the window is not among them.
    const logged = "filter toMillis(@timestamp) >= 1000 and toMillis(@timestamp) < 2000 |";
    expect(accessQuery(CLF_FORMAT, window)?.head).toContain(logged);
    expect(accessQuery(JSON_FORMAT, window)?.head).toContain("toMillis(@timestamp) - latency >= 1000");
  });

  it("is not possible without a latency or the id of the function's request", () => {
    expect(accessQuery("$context.requestId $context.responseLatency", window)).toBeNull();
    expect(accessQuery("$context.integration.requestId $context.status", window)).toBeNull();
    expect(accessQuery("", window)).toBeNull();
  });

  it("asks only for what the format has", () => {
    const query = accessQuery(JSON_FORMAT, window);
    if (query === null) throw new Error("no query");
    expect(countsOfRoutes(query)).toContain(
      "by @log as log, strlen(calledBy) as idLength, routeKey, latency",
    );
    expect(slowRequests(query, 250.7, null)).toContain("filter latency >= 250 |");
    expect(slowRequests(query, 250.7, ["a", "b"])).toContain('filter calledBy in ["a", "b"] |');
  });
});

describe("rows", () => {
  it("are read as lines are", () => {
    expect(routeOf({ method: "GET", resource: "/a", routeKey: "-" })).toBe("GET /a");
    expect(routeOf({ routeKey: "GET /a" })).toBe("GET /a");
    expect(routeOf({ routeKey: "$default", method: "-" })).toBe("unknown route");
    expect([latencyOf({ latency: "41" }), latencyOf({ latency: "-" }), latencyOf({})]).toEqual([
      41,
      null,
      null,
    ]);
    expect([isCalled({ idLength: "36" }), isCalled({ idLength: "1", idLengthToo: "36" })]).toEqual([
      true,
      true,
    ]);
    expect([isCalled({ idLength: "1" }), isCalled({})]).toEqual([false, false]);
    expect([calledId({ calledBy: "-", calledToo: "x" }), calledId({})]).toEqual(["x", null]);
  });
});
