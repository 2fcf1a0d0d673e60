import { describe, expect, it } from "vitest";
import { claimsOf, roleOf } from "@/lib/access/viewer-role";

const rules = [
  { claim: "groups", values: ["ops", "platform"] },
  { claim: "email", values: ["Ann@Example.org", "*@team.example"] },
];

describe("roleOf", () => {
  it.each([
    [{ groups: ["dev", "ops"] }, "viewer"],
    [{ groups: "platform" }, "viewer"],
    [{ groups: ["Ops", "opsx", "xops"] }, "none"],
    [{ email: "ann@example.ORG" }, "viewer"],
    [{ email: "bo@TEAM.example", email_verified: true }, "viewer"],
    [{ email: "bo@team.example", email_verified: false }, "none"],
    [{ email: "bo@team.example", email_verified: "false" }, "none"],
    [{ email: "bo@team.example.evil" }, "none"],
    [{ email: "bo@notteam.example" }, "none"],
    [{}, "none"],
    [{ groups: null }, "none"],
    [{ groups: { ops: true } }, "none"],
    [{ groups: [["ops"]] }, "none"],
  ])("%j → %s", (claims, role) => {
    expect(roleOf(claimsOf(claims), rules)).toBe(role);
  });

  it("lets in whoever is signed in where nothing else is said", () => {
    expect(roleOf(claimsOf({}), [])).toBe("viewer");
    expect(roleOf(claimsOf({}), [{ claim: "*", values: ["*"] }])).toBe("viewer");
  });

  it("takes no claim from a prototype", () => {
    const polluted = Object.create({ groups: ["ops"] });
    expect(roleOf(claimsOf(polluted), rules)).toBe("none");
    expect(roleOf(claimsOf({}), [{ claim: "constructor", values: ["*"] }])).toBe("none");
  });
});
