import { describe, expect, it } from "vitest";
import { alarmsPath, parseAlarms } from "@/lib/url/alarms";
import { BadParameter } from "@/lib/url/bad-parameter";
import { rawSearchFromUrl } from "@/lib/url/search";

describe("the address of the alarms", () => {
  it("names an alarm, a state and a text, or nothing", () => {
    expect(parseAlarms({})).toEqual({ alarm: null, state: null, text: "" });
    expect(parseAlarms({ alarm: " a b ", state: "alarm", q: "pay" })).toEqual({
      alarm: "a b",
      state: "ALARM",
      text: "pay",
    });
  });

  it("is written as it is read, whatever the name", () => {
    const name = 'a/b?c=d&e "f" äöü %';
    const search = rawSearchFromUrl(new URL(alarmsPath(name), "http://localhost"));
    expect(parseAlarms(search).alarm).toBe(name);
    expect(alarmsPath()).toBe("/alarms");
  });

  it("says what is wrong with it", () => {
    expect(() => parseAlarms({ state: "BAD" })).toThrow(/none of ALARM, OK, INSUFFICIENT_DATA/);
    expect(() => parseAlarms({ alarm: "x".repeat(256) })).toThrow(/at most 255 characters/);
    expect(() => parseAlarms({ alarm: ["a", "b"] })).toThrow(BadParameter);
  });
});
