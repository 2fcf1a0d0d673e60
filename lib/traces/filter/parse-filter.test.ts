import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/traces/filter/parse-filter";

/** Marks the place of the problem: `fault AND [nope]`. */
function marked(text: string): string {
  const { problem } = parseFilter(text);
  if (problem === null) return text;
  const { at, length } = problem;
  return `${text.slice(0, at)}«${text.slice(at, at + length)}»${text.slice(at + length)}`;
}

describe("parseFilter", () => {
  it.each([
    "fault",
    "!ok",
    "NOT fault AND (error OR throttle = true)",
    "fault != false",
    "responsetime > 5 and duration <= .5",
    "http.status >= 500",
    'http.url CONTAINS "/orders/" AND http.method != "GET"',
    'user = "a \\"quoted\\" name"',
    "annotation[aws:api_stage]",
    'annotation[customer tier] = "free" AND annotation.retries > 2 AND annotation[ColdStart] = true',
    'service("orders")',
    'service() { fault AND http.url BEGINSWITH "x" }',
    'service(id(name: "orders", type: "AWS::Lambda::Function", account.id: "123456789012")) { error }',
    'edge("shop/prod", id(name: "orders")) { fault }',
    'edge(, "orders")',
    'rootcause.fault.service { name = "orders" }',
    'group.name = "checkout" AND resource.arn ENDSWITH ":live"',
  ])("takes %s", (text) => {
    expect(parseFilter(text)).toMatchObject({ problem: null });
    expect(parseFilter(text).filter).not.toBeNull();
  });

  it("binds AND closer than OR, and NOT closest", () => {
    expect(parseFilter("ok OR !fault AND error").filter).toEqual({
      kind: "or",
      terms: [
        { kind: "boolean", word: "ok", value: true },
        {
          kind: "and",
          terms: [
            { kind: "not", term: { kind: "boolean", word: "fault", value: true } },
            { kind: "boolean", word: "error", value: true },
          ],
        },
      ],
    });
  });

  it("has nothing to say of a blank text", () => {
    expect(parseFilter("  ")).toEqual({ filter: null, problem: null });
  });

  it.each([
    ["faults", "«faults»", "Is fault meant?"],
    ["fault AND", "fault AND«»", "condition is missing"],
    ["AND fault", "«AND» fault", "before"],
    ["fault error", "fault «error»", "joined by AND or OR"],
    ["(fault", "«(»fault", "never closed"],
    ["fault)", "fault«)»", "closes nothing"],
    ["responsetime", "responsetime«»", "compared with one of"],
    ["responsetime CONTAINS 5", "responsetime «CONTAINS» 5", "= != <"],
    ['responsetime > "5"', 'responsetime > «"5"»', "without quotes"],
    ["http.url = /orders", "http.url = «/»orders", "nowhere"],
    ["http.method = GET", "http.method = «GET»", 'quotes: "GET"'],
    ["user = 'ada'", "user = «'»ada'", "double quotes"],
    ["user = “ada”", "user = «“»ada”", "straight quotes"],
    ['user = "ada', 'user = «"ada»', "no closing quote"],
    ["annotation = 5", "annotation «=» 5", "annotation[key]"],
    ["annotation[key", "annotation«[»key", "never closed"],
    ["annotation[]", "annotation[«]»", "key"],
    ["annotation[a] CONTAINS 5", "annotation[a] «CONTAINS» 5", "is a number"],
    ["annotation[a] = prod", "annotation[a] = «prod»", '"text" in quotes'],
    ["fault = yes", "fault = «yes»", "true or false"],
    ["service", "service«»", 'service("orders")'],
    ["service(orders)", "service(«orders»)", "named in quotes"],
    ['service(id(nam: "x"))', 'service(id(«nam»: "x"))', "name, type and account.id"],
    ['edge("a")', 'edge("a"«)»', "comma"],
    ['service("a") { fault', 'service("a") «{» fault', "never closed"],
    ["rootcause.fault", "«rootcause.fault»", "service, entity"],
    ["fault & error", "fault «&» error", "nowhere"],
  ])("says what is wrong with %s, and where", (text, place, reason) => {
    expect(marked(text)).toBe(place);
    expect(parseFilter(text).problem?.message).toContain(reason);
  });

  it("refuses what X-Ray is too short for, and what is nested without end", () => {
    expect(parseFilter("fault OR ".repeat(300)).problem?.at).toBe(2_000);
    expect(parseFilter(`${"(".repeat(400)}fault${")".repeat(400)}`).problem?.message).toContain("deep");
    expect(parseFilter(`${"!".repeat(400)}fault`).problem?.message).toContain("deep");
  });

  it("never throws, and its places lie in the text", () => {
    const part = fc.constantFrom(
      ...'fault|AND|OR|(|)|{|}|[|]|!|service|edge|id|annotation|"a"|5|=|!=|>|,|:|http.url|CONTAINS|true|\'|%'.split(
        "|",
      ),
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        const { problem } = parseFilter(each);
        if (problem === null) return;
        expect(problem.message).not.toBe("");
        expect(problem.at).toBeGreaterThanOrEqual(0);
        expect(problem.at + problem.length).toBeLessThanOrEqual(each.length);
      }),
    );
  });
});
