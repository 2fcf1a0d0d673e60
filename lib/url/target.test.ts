import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { asksForSeveral, OneAtATime, parseAccount, parseTargets } from "@/lib/url/target";

const known = ["prod", "test"];

describe("parseAccount", () => {
  it("takes a known account, else the first", () => {
    expect(parseAccount({ account: "test" }, known)).toBe("test");
    expect(parseAccount({}, known)).toBe("prod");
    expect(parseAccount({ account: " " }, known)).toBe("prod");
    expect(parseAccount({}, ["default"])).toBe("default");
  });

  it.each(["stage", "Prod", "__proto__", "constructor"])("refuses %s and says which are known", (account) => {
    expect(() => parseAccount({ account }, known)).toThrow(/Known: prod, test/);
  });

  it.each(["all", "prod,test", "test,all"])("does not take several: %s", (account) => {
    expect(() => parseAccount({ account }, known)).toThrow(OneAtATime);
  });

  it("takes a list of nothing for nothing", () => {
    expect(parseAccount({ account: " ,," }, known)).toBe("prod");
  });

  it("refuses the parameter given twice", () => {
    expect(() => parseAccount({ account: ["prod", "test"] }, known)).toThrow(BadParameter);
  });
});

describe("parseTargets", () => {
  const regions = ["us-east-1", "eu-west-1"];

  it("reads all, lists and nothing", () => {
    expect(parseTargets({ account: "all", region: "eu-west-1" }, known, regions)).toEqual({
      accounts: "all",
      regions: ["eu-west-1"],
    });
    expect(parseTargets({ account: "test, prod,test" }, known, regions)).toEqual({
      accounts: ["test", "prod"],
      regions: null,
    });
  });

  it("refuses an unknown one in a list", () => {
    expect(() => parseTargets({ account: "prod,stage" }, known, regions)).toThrow(
      /“stage” is not an account/,
    );
    expect(() => parseTargets({ region: "mars-1,all-1" }, known, regions)).toThrow(
      /“mars-1” is not a region/,
    );
  });

  it("is asked for by all and by lists alone", () => {
    expect(asksForSeveral({ account: "prod", region: "eu-west-1" })).toBe(false);
    expect(asksForSeveral({ account: "prod" })).toBe(false);
    expect(asksForSeveral({ region: "all" })).toBe(true);
    expect(asksForSeveral({ account: "prod,test" })).toBe(true);
    expect(asksForSeveral({ account: "prod," })).toBe(false);
    expect(asksForSeveral({ account: ["all", "all"] })).toBe(false);
  });
});
