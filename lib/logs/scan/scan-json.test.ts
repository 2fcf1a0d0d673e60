import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineKindOf } from "@/lib/logs/line-kind";
import { newLineScan } from "@/lib/logs/scan/line-scan";
import { scanLambda } from "@/lib/logs/scan/scan-lambda";

const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";
const ISO = "2026-10-08T07:30:27.768Z";

/** `kind id` of a line. */
function told(line: string, expected = ""): string {
  const scan = newLineScan();
  scan.expected = expected;
  scanLambda(line, scan);
  return `${lineKindOf(scan.kind)} ${scan.idFrom < 0 ? "-" : line.slice(scan.idFrom, scan.idTo)}`;
}

describe("the head that Node.js gives its lines", () => {
  it.each([
    [`{"timestamp":"${ISO}","level":"INFO","requestId":"${A}","message":"x"}`, `app ${A}`],
    [`{"timestamp":"${ISO}","level":"WARN","requestId":"${A}","_aws":{"Timestamp":1}}`, `emf ${A}`],
    // What only looks like it: the id stands in an object, in a text, or goes on.
    [`{"timestamp":"x","a":{"b":"${ISO.slice(0, 14)}","level":"INFO","requestId":"${A}"}}`, "app -"],
    [`{"timestamp":"${ISO}","level":"INFO","requestId":"${A}0"}`, "app -"],
    [`{"timestamp":"${ISO}","level":"INFO","requestId":"${A}`, "app -"],
    [`{"timestamp":"${ISO}","level":"INFO","requestId":"none","record":{"requestId":"${A}"}}`, "app -"],
    [`{"timestamp":"${ISO}","level":"INFO","requestId":"","AWSRequestId":"${B}"}`, `app ${B}`],
    [`{"timestamp":"${ISO}","level":"info","requestId":"${A}"}`, `app ${A}`],
    [`{"timestamp":"${ISO}`, "app -"],
  ])("%s", (line, expected) => {
    expect(told(line)).toBe(expected);
    expect(told(line, A)).toBe(expected);
    expect(told(line, B)).toBe(expected);
  });
});

it("finds embedded metrics by their member, not by the word", () => {
  expect(told('{"a":1, "_aws": {"Timestamp":1}}')).toBe("emf -");
  expect(told('{"_aws":{"Timestamp":1}}')).toBe("emf -");
  expect(told('{"a_b":1,"_aws" : {"Timestamp":1}}')).toBe("emf -");
  expect(told('{"message":"the member \\"_aws\\":{} is missing"}')).toBe("app -");
  expect(told('{"message":"_aws"}')).toBe("app -");
  expect(told('{"_aws":"none"}')).toBe("app -");
});

const hostile = fc.constantFrom("", "x", '","requestId":"', `"requestId":"${B}"`, "\\", '{"a":', ISO, A, "}");
const value = fc.oneof(
  hostile,
  fc.integer(),
  fc.constant(null),
  fc.array(hostile, { maxLength: 2 }),
  fc.record({ requestId: fc.constant(B), message: hostile }),
);
const line = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom("timestamp"), fc.constantFrom<unknown>(ISO, "x")),
      fc.tuple(fc.constantFrom("level"), fc.constantFrom<unknown>("INFO", "warn", 30)),
      fc.tuple(fc.constantFrom("requestId", "AWSRequestId"), fc.constantFrom<unknown>(A, "", "none", 7)),
      fc.tuple(fc.constantFrom("message", "a", "type"), value),
    ),
    { maxLength: 6 },
  )
  .map((members) => Object.fromEntries(members));

it("takes the first request id among the members, wherever it stands and whatever stands around it", () => {
  fc.assert(
    fc.property(line, (object) => {
      const id = Object.entries(object).find(([key, text]) => key.endsWith("equestId") && text === A);
      const expected = `app ${id === undefined ? "-" : A}`;
      const text = JSON.stringify(object);
      expect(told(text)).toBe(expected);
      expect(told(text, A)).toBe(expected);
      expect(told(JSON.stringify(object, null, 1))).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
