import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createChance } from "@/lib/tools/fuzz/chance";
import { discoverRoutes, placesOf } from "@/lib/tools/fuzz/discover-routes";
import { judge } from "@/lib/tools/fuzz/judge";
import { type FuzzRequest, makeRequest } from "@/lib/tools/fuzz/make-request";
import { parametersOf } from "@/lib/tools/fuzz/route-parameters";
import type { Answer } from "@/lib/tools/fuzz/send";
import { type Known, validSegment, validValues } from "@/lib/tools/fuzz/valid-values";
import { root } from "@/lib/tools/root.mjs";

const known: Known = {
  functions: ["orders-api"],
  stages: ["a1b2/prod"],
  requestIds: ["r-1"],
  traceIds: ["1-a-b"],
  spannedTrace: "1-a-b",
  spanIds: ["s1"],
  alarms: ["pay-errors"],
  deployments: ["code.orders-api.1"],
  nodes: ["function:orders-api"],
  cursors: ["c"],
  lines: ["l"],
  nowMs: Date.UTC(2026, 0, 15, 12),
};
const routes = await discoverRoutes();

describe("what is asked", () => {
  it("is every page and every route handler", async () => {
    const files = await readdir(`${root}app`, { recursive: true });
    const expected = files.filter((file) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file));
    expect(routes).toHaveLength(expected.length);
    expect(routes).toContainEqual({ pattern: "/", kind: "page" });
    expect(routes).toContainEqual({ pattern: "/api/traces/[id]/spans/[span]", kind: "json" });
  });

  it("knows what each dynamic part stands for", () => {
    for (const route of routes) {
      for (const place of placesOf(route)) {
        expect(validSegment(place, route.pattern, known, createChance(1)), route.pattern).not.toBe("");
      }
    }
  });

  /** The codecs read a parameter by its name as a text: `single(search, "from")`. */
  it("has a value for every parameter that is read", async () => {
    const files = [...(await readdir(`${root}lib/url`)).map((file) => `lib/url/${file}`)];
    const read = new Set<string>();
    for (const file of files.filter((name) => !name.endsWith(".test.ts"))) {
      const text = await readFile(root + file, "utf8");
      for (const [, name] of text.matchAll(/\(search, "(\w+)"/g)) read.add(name ?? "");
      for (const [, name] of text.matchAll(/\bsearch\.(\w+)\b(?!\()/g)) read.add(name ?? "");
    }
    expect(read.size).toBeGreaterThan(30);
    expect([...read].filter((name) => !Object.hasOwn(validValues, name))).toEqual([]);
  });

  it("asks parameters of addresses that there are", () => {
    const asked = routes.filter(({ pattern }) => parametersOf(pattern).length > 0);
    expect(asked.length).toBeGreaterThan(15);
    for (const { pattern } of asked) {
      for (const name of parametersOf(pattern)) expect(validValues, pattern).toHaveProperty(name);
    }
  });

  it("is the same for the same seed, and reaches every address", () => {
    const make = () =>
      Array.from({ length: 1_000 }, (_, nth) => makeRequest(routes, known, createChance(nth)));
    const all = make();
    expect(make()).toEqual(all);
    expect(new Set(all.map(({ route }) => route)).size).toBe(routes.length);
    // A client would refuse to send anything else.
    for (const { target } of all) expect(target).toMatch(/^\/[!-ÿ]*$/);
  });
});

describe("what is wrong with an answer", () => {
  const asked: FuzzRequest = {
    route: { pattern: "/api/overview", kind: "json" },
    method: "GET",
    target: "/api/overview?from=soon",
    headers: {},
    body: null,
  };
  const page: FuzzRequest = { ...asked, route: { pattern: "/", kind: "page" }, target: "/?from=soon" };
  const json = (status: number, body: unknown): Answer => ({
    status,
    headers: { "content-type": "application/json" },
    text: typeof body === "string" ? body : JSON.stringify(body),
    firstByteMs: 5,
    wholeMs: 6,
    complete: true,
    problem: null,
  });
  const html = (text: string): Answer => ({
    ...json(200, `<!DOCTYPE html><html><body><h1>x</h1>${text}</body></html>`),
    headers: { "content-type": "text/html; charset=utf-8" },
  });
  const error = { kind: "bad-parameter", message: "No time.", parameter: "from", nextStep: null };

  it("is nothing where it explains itself in time", () => {
    expect(judge(asked, json(400, { error }))).toEqual([]);
    expect(judge(asked, json(200, { meta: {} }))).toEqual([]);
    expect(judge(asked, json(502, { error: { ...error, kind: "unavailable" } }))).toEqual([]);
    expect(judge(page, html("&lt;script&gt;fuzz(1)"))).toEqual([]);
    expect(judge(page, html('<template data-dgst="NEXT_HTTP_ERROR_FALLBACK;404"></template>'))).toEqual([]);
  });

  it.each<[string, FuzzRequest, Answer]>([
    ["no answer", asked, { ...json(0, ""), problem: "ECONNRESET" }],
    ["broke off", asked, { ...json(200, {}), complete: false, problem: "aborted" }],
    ["status 500", page, { ...html(""), status: 500 }],
    ["first byte after 2100 ms", page, { ...html(""), firstByteMs: 2_100 }],
    ["refused after 2100 ms", asked, { ...json(400, { error }), wholeMs: 2_100 }],
    ["JSON that cannot be read", asked, json(400, "<html>")],
    ["names no parameter", asked, json(400, { error: { ...error, parameter: null } })],
    ["without a message", asked, json(404, { error: { ...error, message: "" } })],
    ["without a kind", asked, json(404, {})],
    ["what it calls invalid", asked, json(502, { error: { ...error, kind: "invalid" } })],
    ["does not end", page, { ...html(""), text: "<!DOCTYPE html><html><h1>x</h1>" }],
    ["markup of the address", page, html("<script>fuzz(1)</script>")],
    ["markup of the address", page, html("<img src=x onerror=fuzz(2)>")],
    ["failed on the server", page, html('<template data-dgst="123456"></template>')],
  ])("is: %s", (problem, request, answer) => {
    expect(judge(request, answer).join("; ")).toContain(problem);
  });

  it("is not that AWS takes its time, but that the app does", () => {
    expect(judge(asked, { ...json(200, {}), firstByteMs: 9_000, wholeMs: 9_000 })).toEqual([]);
    expect(judge(asked, { ...json(404, { error }), firstByteMs: 9_000, wholeMs: 9_000 })).not.toEqual([]);
  });
});
