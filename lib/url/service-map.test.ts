import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseServiceMap, type ServiceMapParams, serviceMapSearch } from "@/lib/url/service-map";

const text = fc.string({ minLength: 1, maxLength: 40 }).map((one) => `x${one.trim()}`);
const params: fc.Arbitrary<ServiceMapParams> = fc.record({
  view: fc.constantFrom("map", "table"),
  selected: fc.option(text),
  focus: fc.option(text),
  hops: fc.integer({ min: 1, max: 9 }),
  health: fc.uniqueArray(fc.constantFrom("ok", "warning", "critical", "unknown")),
  query: fc.oneof(fc.constant(""), text),
  compare: fc.boolean(),
});

describe("the service map's address", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(params, (state) => {
        const search = Object.entries(serviceMapSearch(state)).filter(([, value]) => value !== null);
        const address = new URLSearchParams(search.map(([name, value]) => [name, value ?? ""]));
        expect(parseServiceMap(Object.fromEntries(address))).toEqual(state);
      }),
    );
  });

  it("is empty for the plain map", () => {
    expect(Object.values(serviceMapSearch(parseServiceMap({}))).every((value) => value === null)).toBe(true);
  });

  it.each([
    { view: "list" },
    { hops: "0" },
    { hops: "1.5" },
    { hops: "many" },
    { health: "ok,bad" },
    { compare: "yes" },
    { q: ["a", "b"] },
  ])("refuses %j", (search) => {
    expect(() => parseServiceMap(search)).toThrow(BadParameter);
  });
});
