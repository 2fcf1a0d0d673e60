import { describe, expect, it } from "vitest";
import { alarmsInRule } from "@/lib/alarms/rule";

describe("the alarms of a rule", () => {
  it.each<[string, readonly string[]]>([
    ['ALARM("a")', ["ALARM a"]],
    ["ALARM(a) OR ALARM('b b')", ["ALARM a", "ALARM b b"]],
    ['(ALARM("a") AND NOT OK("b")) OR INSUFFICIENT_DATA( "c" )', ["ALARM a", "OK b", "INSUFFICIENT_DATA c"]],
    ['ALARM("arn:aws:cloudwatch:us-east-1:1:alarm:x:y")', ["ALARM x:y"]],
    ['ALARM("with (brackets), and commas")', ["ALARM with (brackets), and commas"]],
    ['ALARM("a") OR ALARM("a") AND OK("a")', ["ALARM a", "OK a"]],
    ['AT_LEAST(2, ALARM, (a, "b", c)) OR OK(d)', ["ALARM a", "ALARM b", "ALARM c", "OK d"]],
    ["TRUE OR FALSE", []],
    ["", []],
    ["ALARM(", []],
    ["OK (\n b )", ["OK b"]],
  ])("%s", (rule, expected) => {
    expect(alarmsInRule(rule).map(({ state, name }) => `${state} ${name}`)).toEqual(expected);
  });

  it("are found in time that grows with the rule, whatever it is", () => {
    const spaces = " ".repeat(10_000);
    expect(alarmsInRule(`ALARM(${spaces}"a\\"b"${spaces}) OR OK(c)`)).toEqual([{ name: "c", state: "OK" }]);
    expect(alarmsInRule(`AT_LEAST(1,${spaces}ALARM${spaces}`)).toEqual([]);
    expect(alarmsInRule("ALARM(".repeat(1_700))).toEqual([]);
  });
});
