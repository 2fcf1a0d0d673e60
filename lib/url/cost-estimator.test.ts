import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costEstimateFields } from "@/lib/url/cost-estimate";
import { estimateSearch, estimatorFormText, firstForm, parseEstimatorForm } from "@/lib/url/cost-estimator";

const forms = fc.dictionary(
  fc.constantFrom(...costEstimateFields),
  fc.string({ maxLength: 40 }).filter((text) => !/^\s*\d/.test(text)),
  {
    minKeys: 1,
  },
);

describe("the estimator's form in the address", () => {
  it("is read back as it was written, whatever was typed", () => {
    expect(estimatorFormText({ concurrency: "1,000" })).toBe("concurrency:1000");
    fc.assert(
      fc.property(forms, (form) => {
        expect({ ...parseEstimatorForm(estimatorFormText(form)) }).toEqual({ ...form });
      }),
    );
  });

  it("cuts what is too long for an address, between characters", () => {
    const text = estimatorFormText({ memoryMb: `${"9".repeat(39)}😀` });
    expect(parseEstimatorForm(text)).toEqual({ memoryMb: "9".repeat(39) });
  });

  it("is not there when nothing was changed", () => {
    expect(estimatorFormText({ durationMs: "100", memoryMb: "512", requestsPerMonth: "1000000" })).toBeNull();
    expect(parseEstimatorForm(undefined)).toEqual(firstForm);
  });

  it("leaves out what it does not know", () => {
    expect(parseEstimatorForm("memoryMb:1536,colour:red,,durationMs:%zz,__proto__:1")).toEqual({
      memoryMb: "1536",
      durationMs: "%zz",
    });
  });
});

describe("estimateSearch", () => {
  it("takes grouped digits for the number that they are, and nothing else", () => {
    const search = estimateSearch(
      { requestsPerMonth: "1,000,000", memoryMb: "1 536", durationMs: "1,5" },
      null,
    );
    expect(search).toEqual({ requestsPerMonth: "1000000", memoryMb: "1536", durationMs: "1,5" });
  });

  it("asks for the page's region unless the form names one, and leaves defaults to the server", () => {
    expect(estimateSearch({ memoryMb: "128", initMs: "" }, "eu-west-1")).toEqual({
      region: "eu-west-1",
      memoryMb: "128",
    });
    expect(estimateSearch({ region: "us-east-1", concurrency: "" }, "eu-west-1")).toEqual({
      region: "us-east-1",
      concurrency: "",
    });
  });
});
