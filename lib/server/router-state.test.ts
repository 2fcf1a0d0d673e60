import fc from "fast-check";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { expect, it } from "vitest";
import { isReadableRouterState } from "@/lib/server/router-state";

/** What Next itself does with the header: an exception of it is a 500. */
function isReadByNext(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

const browser = [
  "",
  {
    children: [
      "functions",
      { children: [["name", "orders-api", "d", null], { children: ["__PAGE__", {}] }] },
    ],
  },
  null,
  "refetch",
  16,
];

it.each([
  [true, encodeURIComponent(JSON.stringify(browser))],
  [true, encodeURIComponent(JSON.stringify(["", {}]))],
  [false, "garbage"],
  [false, "%ED%A0%80"],
  [false, "null"],
  [false, encodeURIComponent("[".repeat(2_000))],
  [false, encodeURIComponent(JSON.stringify(["", {}, null, "later"]))],
  [false, encodeURIComponent(JSON.stringify([["name", "a", "x", null], {}]))],
  [false, encodeURIComponent(JSON.stringify(["", {}, null, null, 1, "", "more"]))],
  [false, encodeURIComponent(JSON.stringify(["x".repeat(40_000), {}]))],
])("is %s for %.60s, as Next has it", (readable, header) => {
  expect(isReadByNext(header)).toBe(readable);
  expect(isReadableRouterState(header)).toBe(readable);
});

it("lets nothing through that Next fails on, and drops nothing that Next reads", () => {
  const { state } = fc.letrec((tie) => ({
    state: fc.tuple(
      fc.oneof(
        fc.string({ maxLength: 3 }),
        fc.tuple(
          fc.string(),
          fc.string(),
          fc.constantFrom("d", "c", "oc", "di(.)", "ci(..)(..)", "e"),
          fc.constantFrom(null, ["a"], [1]),
        ),
      ),
      fc.dictionary(fc.constantFrom("children", "modal"), tie("state"), { maxKeys: 1 }),
      fc.constantFrom(null, ["a", "b"], ["a"], {}),
      fc.constantFrom(null, "refetch", "metadata-only", 1),
    ),
  }));
  fc.assert(
    fc.property(state, (value) => {
      const header = encodeURIComponent(JSON.stringify(value));
      expect(isReadableRouterState(header)).toBe(isReadByNext(header));
    }),
    { numRuns: 200 },
  );
});
