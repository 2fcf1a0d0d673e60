import { describe, expect, it } from "vitest";
import { quoteInput } from "@/lib/url/bad-parameter";
import { rawSearchFromUrl, single } from "@/lib/url/search";
import { parseRegion } from "@/lib/url/target";
import { apiPath, functionPath, hrefWith } from "@/lib/url/view-params";

describe("parseRegion", () => {
  it("takes a known region, else the default", () => {
    expect(parseRegion({ region: "eu-west-1" }, ["us-east-1", "eu-west-1"], "us-east-1")).toBe("eu-west-1");
    expect(parseRegion({}, ["us-east-1"], "us-east-1")).toBe("us-east-1");
    expect(parseRegion({ region: "" }, ["us-east-1"], "us-east-1")).toBe("us-east-1");
  });

  it("refuses any other and says which are known", () => {
    expect(() => parseRegion({ region: "mars-1" }, ["us-east-1"], "us-east-1")).toThrow(/Known: us-east-1/);
  });
});

describe("single", () => {
  it("does not find what objects inherit", () => {
    expect(single({}, "constructor")).toBeUndefined();
    expect(single({}, "__proto__")).toBeUndefined();
  });

  it("keeps repeated parameters apart", () => {
    const raw = rawSearchFromUrl(new URL("http://x/?a=1&a=2&b=3"));
    expect(raw).toEqual({ a: ["1", "2"], b: "3" });
  });
});

describe("links", () => {
  it("keep range and region and escape names", () => {
    const view = { region: "eu-west-1", range: { from: "now-6h", to: "now" } };
    expect(hrefWith(functionPath("a/b c"), view)).toBe("/functions/a%2Fb%20c?from=now-6h&region=eu-west-1");
    expect(hrefWith(apiPath("x1", "$default"), view, { q: "é", none: undefined })).toBe(
      "/apis/x1/%24default?from=now-6h&region=eu-west-1&q=%C3%A9",
    );
  });
});

describe("quoteInput", () => {
  it("bounds the text and shows no control or bidirectional character", () => {
    expect(quoteInput("a".repeat(100))).toHaveLength(63);
    expect(quoteInput("a\u202eb\u0000c")).toBe("“a�b�c”");
  });
});
