import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyForm, expressionOf, type FilterForm, formOf } from "@/lib/traces/filter/filter-form";
import { parseFilter } from "@/lib/traces/filter/parse-filter";

describe("expressionOf", () => {
  it("writes what the form says, in its order", () => {
    expect(
      expressionOf({
        service: "orders",
        url: '/o"x',
        method: "POST",
        status: "5xx",
        fault: true,
        error: false,
        throttle: true,
        slowerThanMs: 250,
        annotationKey: "customer_tier",
        annotationValue: "free",
        cold: true,
      }),
    ).toBe(
      'service("orders") AND http.url CONTAINS "/o\\"x" AND http.method = "POST" AND http.status >= 500 AND (fault OR throttle) AND responsetime > 0.25 AND annotation[customer_tier] = "free" AND annotation[ColdStart] = true',
    );
    expect(expressionOf(emptyForm)).toBe("");
    expect(expressionOf({ ...emptyForm, status: "nonsense" })).toBe("");
  });

  it("tells numbers, truths and texts of an annotation apart", () => {
    const written = (annotationValue: string) =>
      expressionOf({ ...emptyForm, annotationKey: "k", annotationValue });
    expect(written("5")).toBe("annotation[k] = 5");
    expect(written("true")).toBe("annotation[k] = true");
    expect(written('"5"')).toBe('annotation[k] = "5"');
    expect(written("")).toBe("annotation[k]");
  });
});

describe("formOf", () => {
  it("has no form for what no form says", () => {
    for (const text of [
      "!fault",
      "fault AND error",
      "fault = false",
      'http.url = "x"',
      "responsetime < 1",
      'service("a") AND service("b")',
      'service("a") { fault }',
      'service(id(name: "a", type: "b"))',
      "responsetime > 1 AND fault",
      "http.status >= 400",
      "fault OR partial",
      "annotation[k] > 5",
      "fault AND",
    ]) {
      expect(formOf(text), text).toBeNull();
    }
  });

  it("tells a name that is a bracket or a comma from the sign", () => {
    expect(formOf('service(")")')).toEqual({ ...emptyForm, service: ")" });
    expect(parseFilter('edge(",", ")")').filter).toMatchObject({ from: { name: "," }, to: { name: ")" } });
  });

  it("gives back every form that was written", () => {
    const text = fc.oneof(fc.constant(""), fc.string({ minLength: 1, maxLength: 20 }));
    const form: fc.Arbitrary<FilterForm> = fc.record({
      service: text,
      url: text,
      method: fc.constantFrom("", "GET", "POST"),
      status: fc.constantFrom("", "5xx", "4xx", "404"),
      fault: fc.boolean(),
      error: fc.boolean(),
      throttle: fc.boolean(),
      slowerThanMs: fc.option(fc.integer({ min: 1, max: 900_000 })),
      annotationKey: fc.constantFrom("k", "aws:api_stage", "with space", "ColdStartX"),
      annotationValue: fc.oneof(
        fc.constantFrom("", "true", "false", "5", "-1.5", '"5"', '"true"'),
        fc.stringMatching(/^[a-z\\ ]{1,9}x$/),
      ),
      cold: fc.boolean(),
    });
    fc.assert(
      fc.property(form, (each) => {
        const expression = expressionOf(each);
        expect(parseFilter(expression).problem).toBeNull();
        expect(formOf(expression)).toEqual(each);
      }),
    );
  });
});
