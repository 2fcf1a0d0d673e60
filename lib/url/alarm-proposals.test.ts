import { describe, expect, it } from "vitest";
import { alarmProposalsSearch, parseAlarmProposals } from "@/lib/url/alarm-proposals";
import { BadParameter } from "@/lib/url/bad-parameter";
import { rawSearchFromUrl } from "@/lib/url/search";

describe("parseAlarmProposals", () => {
  it("reads subjects once each, and the form", () => {
    expect(parseAlarmProposals({ subject: "pay" })).toEqual({ keys: ["pay"], form: null });
    expect(parseAlarmProposals({ subject: ["pay", " a1/$default ", "pay", ""], form: "cli" })).toEqual({
      keys: ["pay", "a1/$default"],
      form: "cli",
    });
  });

  it("refuses none, too many, too long, and other forms", () => {
    const many = Array.from({ length: 51 }, (_, index) => `f${index}`);
    for (const search of [
      {},
      { subject: " " },
      { subject: many },
      { subject: "x".repeat(301) },
      { subject: "pay", form: "pulumi" },
      { subject: "pay", form: ["cli", "cdk"] },
    ]) {
      expect(() => parseAlarmProposals(search)).toThrow(BadParameter);
    }
  });

  it("reads what the screen asks for", () => {
    const search = alarmProposalsSearch(["a1/$default", "pay"], {
      target: { region: "eu-west-1" },
      fromMs: 1,
      toMs: 2,
    });
    const raw = rawSearchFromUrl(new URL(`http://localhost/?${search}`));
    expect(raw).toMatchObject({ from: "1", to: "2", region: "eu-west-1" });
    expect(parseAlarmProposals(raw).keys).toEqual(["a1/$default", "pay"]);
  });
});
