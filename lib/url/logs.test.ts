import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLevels } from "@/lib/model/log";
import { BadParameter } from "@/lib/url/bad-parameter";
import { MAX_SOURCES, type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { type LogsParams, logsSearch, logViews, noFilters, parseLogs, statusFilters } from "@/lib/url/logs";

const nothing: LogsParams = {
  sources: [],
  view: "requests",
  filters: noFilters,
  tail: false,
  line: null,
  scan: "all",
  cursor: null,
};

const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,30}$/);
const text = fc.stringMatching(/^[a-z0-9"'\\/+?]([a-z0-9 "'\\/+?]{0,20}[a-z0-9"'\\/+?])?$/);
const source: fc.Arbitrary<SourceRef> = fc.oneof(
  fc.record({ kind: fc.constant("function" as const), name }),
  fc.record({
    kind: fc.constantFrom("api-execution" as const, "api-access" as const),
    apiId: fc.stringMatching(/^[a-z0-9]{10}$/),
    stage: fc.oneof(name, fc.constant("$default")),
  }),
  fc.record({
    kind: fc.constant("group" as const),
    group: fc.stringMatching(/^[.\-_/#A-Za-z0-9]{1,40}$/),
  }),
  fc.record({
    kind: fc.constant("stream" as const),
    group: fc.stringMatching(/^[.\-_/#A-Za-z0-9]{1,40}$/),
    stream: fc.stringMatching(/^[\w[\]$/.@-]{1,40}$/),
  }),
);
const params: fc.Arbitrary<LogsParams> = fc.record({
  sources: fc.uniqueArray(source, { selector: sourceKey, maxLength: 6 }),
  view: fc.constantFrom(...logViews),
  filters: fc.record({
    text: fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant("text" as const), pattern: text, ignoreCase: fc.constant(true) }),
        fc.record({ kind: fc.constant("regex" as const), pattern: text, ignoreCase: fc.boolean() }),
      ),
    ),
    level: fc.option(fc.constantFrom(...logLevels)),
    statuses: fc.uniqueArray(fc.constantFrom(...statusFilters)),
    cold: fc.option(fc.boolean()),
    minDurationMs: fc.option(fc.integer({ min: 0, max: 900_000 })),
    functionName: fc.option(name),
    version: fc.option(fc.constantFrom("$LATEST", "7")),
    requestId: fc.option(fc.uuid()),
  }),
  tail: fc.boolean(),
  line: fc.option(fc.stringMatching(/^\d{56}$/)),
  scan: fc.constantFrom("all" as const, "matches" as const),
  cursor: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{4,40}$/)),
});

describe("the parameters of the logs page", () => {
  it("are all absent for what is the default", () => {
    expect(parseLogs({})).toEqual(nothing);
    expect(logsSearch(nothing)).toEqual({});
  });

  it("survive being written and read", () => {
    fc.assert(
      fc.property(params, (given) => {
        expect(parseLogs(logsSearch(given))).toEqual(given);
      }),
    );
  });

  it("name sources of every kind, each once", () => {
    expect(
      parseLogs({
        src: "fn:orders-api, exec:a1b2c3/prod,access:a1b2c3/$default,group:/my/group,fn:orders-api,stream:/my/group:2026/01/15/[$LATEST]22be,",
      }).sources,
    ).toEqual([
      { kind: "function", name: "orders-api" },
      { kind: "api-execution", apiId: "a1b2c3", stage: "prod" },
      { kind: "api-access", apiId: "a1b2c3", stage: "$default" },
      { kind: "group", group: "/my/group" },
      { kind: "stream", group: "/my/group", stream: "2026/01/15/[$LATEST]22be" },
    ]);
  });

  it("tell a regular expression from text", () => {
    const of = (q: string) => parseLogs({ q }).filters.text;
    expect(of("re:/a b/i")).toEqual({ kind: "regex", pattern: "a b", ignoreCase: true });
    expect(of("re:/a/b/")).toEqual({ kind: "regex", pattern: "a/b", ignoreCase: false });
    expect(of("/path/")).toEqual({ kind: "text", pattern: "/path/", ignoreCase: true });
  });

  it.each([
    ["src", "orders-api"],
    ["src", "fn:"],
    ["src", "fn:a/b"],
    ["src", "exec:abc"],
    ["src", "group:bad name"],
    ["src", "stream:/my/group"],
    ["src", "stream:/my/group:a:b"],
    ["src", Array.from({ length: MAX_SOURCES + 1 }, (_, i) => `fn:f${i}`).join(",")],
    ["view", "table"],
    ["q", "re:/unclosed"],
    ["level", "loud"],
    ["status", "error,odd"],
    ["cold", "maybe"],
    ["minDurationMs", "-1"],
    ["minDurationMs", "soon"],
    ["scan", "some"],
  ])("refuse %s=%s and name the parameter", (parameter, value) => {
    try {
      parseLogs({ [parameter]: value });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BadParameter);
      expect(error).toMatchObject({ parameter });
    }
  });
});
