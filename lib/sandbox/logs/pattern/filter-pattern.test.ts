import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterPattern } from "@/lib/sandbox/logs/pattern/filter-pattern";
import { wildcard } from "@/lib/sandbox/logs/pattern/value-pattern";

const matches = (pattern: string, message: string): boolean => filterPattern(pattern).matches(message);

describe("terms", () => {
  it.each([
    ["", "anything", true],
    ['" "', "anything", true],
    ["ERROR", "[ERROR 401] denied", true],
    ["error", "[ERROR 401] denied", false],
    ["ERROR timeout", "ERROR: timeout", true],
    ["ERROR timeout", "ERROR: refused", false],
    ["?ERROR ?WARN", "WARN slow", true],
    ["?ERROR ?WARN", "INFO slow", false],
    ["?ERROR slow", "INFO slow", true],
    ["ERROR -Retry", "ERROR gone", true],
    ["ERROR -Retry", "ERROR, Retry 2", false],
    ["-Retry", "fine", true],
    ['"Task timed out"', "… Task timed out after 3.00 seconds", true],
    ['"say \\"hi\\""', 'say "hi" now', true],
    ["%ERROR [45]\\d\\d%", "ERROR 503", true],
    ["%ERROR [45]\\d\\d%", "ERROR 203", false],
    ["-%5\\d\\d%", "ERROR 503", false],
  ])("%s on %s: %s", (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  it("names what every match contains", () => {
    expect(filterPattern('ERROR "a b" ?x -y').required).toEqual(["ERROR", "a b"]);
  });
});

describe("JSON", () => {
  const line = JSON.stringify({
    level: "ERROR",
    n: 12,
    ok: true,
    nothing: null,
    record: { metrics: { durationMs: 1500.5 } },
    list: [{ id: 1 }, { id: 7 }],
    "a-b": "x y",
  });
  it.each([
    ['{ $.level = "ERROR" }', true],
    ["{ $.level = ERROR }", true],
    ['{ $.level = "ERR*" }', true],
    ['{ $.level = "err*" }', false],
    ['{ $.level != "INFO" }', true],
    ['{ $.absent != "INFO" }', false],
    ["{ $.record.metrics.durationMs > 1000 }", true],
    ["{ $.record.metrics.durationMs > 1.6e3 }", false],
    ["{ $.n = 12.0 }", true],
    ["{ $.n >= 12 && $.n <= 12 }", true],
    ["{ $.level < 5 }", false],
    ['{ ($.level = "INFO" || $.n = 12) && $.ok IS TRUE }', true],
    ['{ $.level = "INFO" || $.n = 12 && $.ok IS FALSE }', false],
    ["{ $.nothing IS NULL }", true],
    ["{ $.absent IS NULL }", false],
    ["{ $.absent NOT EXISTS }", true],
    ["{ $.nothing NOT EXISTS }", false],
    ["{ $.list[1].id = 7 }", true],
    ["{ $.list[0].id = 7 }", false],
    ["{ $.list[*].id = 7 }", true],
    ["{ $.['a-b'] = \"x y\" }", true],
    ["{ $.level = %^ERR% }", true],
  ])("%s: %s", (pattern, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });

  it("never matches what is no JSON, and never reads inherited properties", () => {
    expect(matches('{ $.level = "ERROR" }', "level ERROR")).toBe(false);
    expect(matches('{ $.level = "ERROR" }', "{ broken")).toBe(false);
    expect(matches("{ $.constructor.name = * }", "{}")).toBe(false);
  });

  it("knows the texts that a match must contain", () => {
    expect(filterPattern('{ $.a = "x" && $.b = "y*" }').required).toEqual(["x"]);
    expect(filterPattern('{ $.a = "x" || $.b = "y" }').required).toEqual([]);
  });
});

describe("space-delimited", () => {
  const clf = '127.0.0.1 - frank [10/Oct/2026:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
  const report = "REPORT RequestId: abc\tDuration: 12.34 ms\tBilled Duration: 13 ms";
  it.each([
    ["[ip, user, username, timestamp, request, status_code, bytes > 1000]", clf, true],
    ["[ip, user, username, timestamp, request, status_code, bytes > 2000]", clf, false],
    ["[ip, user]", clf, false],
    ["[..., status = 4*, bytes]", clf, true],
    ["[..., status = 5*, bytes]", clf, false],
    ["[ip, ..., status = 404 || status = 410, bytes]", clf, true],
    ["[ip, user, username, timestamp, request = *index*, ...]", clf, true],
    ['[ip, user, username, timestamp, request = "GET *", ...]', clf, true],
    ["[ip != 127.0.0.1 && ip != 10.*, ...]", clf, false],
    ["[..., request = %^GET%, status, bytes]", clf, true],
    ['[w = REPORT, label, id = abc, d = "Duration:", ms > 12, ...]', report, true],
  ])("%s: %s", (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });
});

it.each([
  "foo-bar",
  '"open',
  "%(%",
  "{ $.a }",
  "{ $.a = }",
  "{ $.a = 1",
  "{ $ = 1 }",
  "{ $.a > x }",
  "[a, ..., b, ...]",
  "[a, =3]",
  "[a] b",
  "x".repeat(1_025),
])("rejects %s", (pattern) => {
  expect(() => filterPattern(pattern)).toThrow(
    expect.objectContaining({ code: "InvalidParameterException" }),
  );
});

it("a wildcard agrees with the same pattern as a regular expression", () => {
  const text = fc.stringMatching(/^[ab*]{0,8}$/);
  fc.assert(
    fc.property(text, fc.stringMatching(/^[ab]{0,10}$/), (pattern, subject) => {
      const regex = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
      return wildcard(pattern)(subject) === regex.test(subject);
    }),
  );
});
