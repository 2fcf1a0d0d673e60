import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/sandbox/xray/filter/parse";
import { FilterSyntaxError } from "@/lib/sandbox/xray/filter/syntax";

function failure(text: string): string {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error.message;
    throw error;
  }
  return "no error";
}

describe("parseFilter", () => {
  it("binds AND tighter than OR and ! tightest", () => {
    expect(parseFilter("ok OR !error AND fault")).toEqual({
      kind: "or",
      left: { kind: "flag", keyword: "ok", expected: true },
      right: {
        kind: "and",
        left: { kind: "not", of: { kind: "flag", keyword: "error", expected: true } },
        right: { kind: "flag", keyword: "fault", expected: true },
      },
    });
  });

  it("reads services by name and by id, with and without a block", () => {
    expect(parseFilter('service("orders") { fault }')).toEqual({
      kind: "service",
      selector: { name: "orders" },
      block: { kind: "flag", keyword: "fault", expected: true },
    });
    expect(parseFilter('service(id(name: "orders", type: "AWS::Lambda", account.id: "1"))')).toEqual({
      kind: "service",
      selector: { name: "orders", type: "AWS::Lambda", accountId: "1" },
      block: null,
    });
    expect(parseFilter("service() { throttle }")).toMatchObject({ kind: "service", selector: {} });
    expect(parseFilter('edge("a", id(name: "b")) {responsetime>1}')).toMatchObject({
      kind: "edge",
      from: { name: "a" },
      to: { name: "b" },
      block: { kind: "number", keyword: "responsetime", operator: ">", value: 1 },
    });
  });

  it("reads annotations in both spellings, keys with colons and all kinds of values", () => {
    const is = (key: string, value: unknown) => ({
      kind: "annotation",
      key,
      comparison: { operator: "=", value },
    });
    expect(parseFilter('annotation[aws:api_id] = "a1"')).toEqual(is("aws:api_id", "a1"));
    expect(parseFilter('annotation["order_id"] = 7')).toEqual(is("order_id", 7));
    expect(parseFilter("annotation.ColdStart = true")).toEqual(is("ColdStart", true));
    expect(parseFilter("annotation[ColdStart]")).toEqual({
      kind: "annotation",
      key: "ColdStart",
      comparison: null,
    });
  });

  it("takes flags with a value", () => {
    expect(parseFilter("fault = false")).toEqual({ kind: "flag", keyword: "fault", expected: false });
    expect(parseFilter("fault != false")).toEqual({ kind: "flag", keyword: "fault", expected: true });
  });

  it("keeps spaces and escaped quotes in strings", () => {
    expect(parseFilter('http.url CONTAINS "a \\"b\\" c"')).toMatchObject({ value: 'a "b" c' });
  });

  it.each([
    ["", "Expected a keyword at position 0"],
    ["fault AND", "Expected a keyword at position 9"],
    ["fault error", "Expected AND, OR or the end at position 6"],
    ["speed > 1", "Unknown keyword 'speed' at position 0"],
    ['ok AND responsetime > "1"', "Expected a number at position 22"],
    ["responsetime CONTAINS 1", "Operator CONTAINS does not apply to responsetime at position 13"],
    ['http.url < "a"', "Operator < does not apply to http.url at position 9"],
    ["http.url = a", "Expected a value at position 11"],
    ['user = "bob', "Unterminated string at position 7"],
    ["(ok", "Expected ')' at position 3"],
    ['service("a") { ok', "Expected '}' at position 17"],
    ["service(orders)", "Expected a service name or id(…) at position 8"],
    ['edge("a")', "Expected ',' at position 8"],
    ['service(id(nme: "a"))', "Unknown field 'nme' of id at position 11"],
    ["annotation = 1", "Expected [key] after annotation at position 11"],
    ["ok # ok", "Unexpected character '#' at position 3"],
  ])("says where %j goes wrong", (text, message) => {
    expect(failure(text)).toBe(message);
  });

  it("refuses deep nesting instead of exhausting the stack", () => {
    expect(failure("!".repeat(50_000))).toMatch(/nested too deeply/);
    expect(failure("(".repeat(50_000))).toMatch(/nested too deeply/);
  });

  it("either parses any text or says where it fails, inside the text", () => {
    const piece = fc.constantFrom(
      "ok",
      "fault",
      "(",
      ")",
      "!",
      " AND ",
      " OR ",
      "responsetime",
      ">=",
      "1.5",
      '"x"',
      'service("a")',
      "{",
      "}",
      "annotation[k]",
      "=",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join(" ")),
        ),
        (text) => {
          try {
            parseFilter(text);
          } catch (error) {
            expect(error).toBeInstanceOf(FilterSyntaxError);
            if (!(error instanceof FilterSyntaxError)) return;
            expect(error.position).toBeGreaterThanOrEqual(0);
            expect(error.position).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});
