import { describe, expect, it } from "vitest";
import { failureClauses, failurePhrase } from "@/components/panel/failure-phrase";
import { failureKinds } from "@/lib/model/failure";

describe("what befell an operation", () => {
  it("has a phrase of its own for each kind", () => {
    expect(failureKinds.map((kind) => [kind, failurePhrase(kind)])).toEqual([
      ["throttled", "was throttled"],
      ["denied", "is not permitted"],
      ["no-credentials", "has no credentials"],
      ["expired-credentials", "was refused: the credentials have expired"],
      ["wrong-clock", "was refused: AWS and this machine disagree about the time"],
      ["not-found", "found nothing of that name"],
      ["unavailable", "did not answer"],
      ["invalid", "was refused as wrong"],
      ["partial", "answered in part"],
      ["budget", "was stopped by the budget"],
      ["ask", "is asked about first"],
    ]);
  });

  it("says of one kind only that it did not answer: all others are answers, or were not asked", () => {
    expect(failureKinds.filter((kind) => failurePhrase(kind).includes("did not answer"))).toEqual([
      "unavailable",
    ]);
  });

  it("speaks of several operations in the plural", () => {
    expect(failurePhrase("denied", true)).toBe("are not permitted");
    expect(failurePhrase("throttled", true)).toBe("were throttled");
    expect(failurePhrase("no-credentials", true)).toBe("have no credentials");
    expect(failurePhrase("unavailable", true)).toBe("did not answer");
  });

  it("gathers operations by kind, each named once", () => {
    expect(
      failureClauses([
        { kind: "denied", operation: "lambda:ListAliases" },
        { kind: "unavailable", operation: "xray:GetTraceSummaries" },
        { kind: "denied", operation: "lambda:GetPolicy" },
        { kind: "denied", operation: "lambda:ListAliases" },
      ]),
    ).toBe("lambda:ListAliases, lambda:GetPolicy are not permitted; xray:GetTraceSummaries did not answer");
  });
});
