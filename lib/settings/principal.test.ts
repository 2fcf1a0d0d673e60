import { describe, expect, it } from "vitest";
import { principalOf, principalText } from "@/lib/settings/principal";

describe("principalOf", () => {
  it.each([
    ["arn:aws:iam::123456789012:root", "root", null, null],
    ["arn:aws:iam::123456789012:user/team/mira", "user", "mira", null],
    ["arn:aws:sts::123456789012:assumed-role/lambdascope/i-0abc", "role", "lambdascope", "i-0abc"],
    ["arn:aws:sts::123456789012:federated-user/mira", "federated", "mira", null],
    [
      "arn:aws-cn:sts::123456789012:assumed-role/AWSReservedSSO_Read_Only_0123456789abcdef/mira@example.com",
      "sso",
      "Read_Only",
      "mira@example.com",
    ],
    // Only looks like one of Identity Center.
    ["arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_mine/x", "role", "AWSReservedSSO_mine", "x"],
    ["", "unknown", null, null],
    ["not an arn", "unknown", null, null],
    ["arn:aws:sts::123456789012:assumed-role", "role", null, null],
  ])("%s", (arn, kind, name, session) => {
    expect(principalOf(arn)).toMatchObject({ kind, name, session });
  });

  it("keeps the partition", () => {
    expect(principalOf("arn:aws-us-gov:iam::123456789012:user/a").partition).toBe("aws-us-gov");
    expect(principalOf("nonsense").partition).toBe("aws");
  });

  it("is told in words", () => {
    expect(principalText(principalOf("arn:aws:iam::1:user/mira"))).toBe("IAM user mira");
    expect(principalText(principalOf("arn:aws:iam::1:root"))).toBe("Root user of the account");
  });
});
