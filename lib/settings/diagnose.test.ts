import { describe, expect, it } from "vitest";
import type { OperationId } from "@/lib/model/aws-operations";
import type { Failure } from "@/lib/model/failure";
import { type DenialKind, denialKindOf, statementHelps } from "@/lib/settings/denial";
import { diagnose, type TriedOnce } from "@/lib/settings/diagnose";
import { grantTo } from "@/lib/settings/grant";
import { statementsFor, wholePolicy } from "@/lib/settings/policy";
import { principalOf } from "@/lib/settings/principal";

const role = principalOf("arn:aws:sts::123456789012:assumed-role/it's/session");

function allowed(id: OperationId): TriedOnce {
  return { id, on: null, failure: null, skipped: null };
}

function failed(
  id: OperationId,
  kind: Failure["kind"],
  message = "no identity-based policy allows it",
): TriedOnce {
  return {
    ...allowed(id),
    failure: { kind, operation: id, message, nextStep: "Wait.", action: null, resource: null },
  };
}

describe("diagnose", () => {
  it("says that everything is allowed only when everything is", () => {
    const all = diagnose([allowed("xray.GetTraceSummaries"), allowed("lambda.ListAliases")], role, 0);
    expect(all.answer).toEqual({
      health: "ok",
      sentence: "Everything the app needs is allowed: all 2 operations.",
    });
    expect(all.missingPolicy).toBeNull();
    const one = diagnose(
      [allowed("lambda.ListAliases"), { ...allowed("logs.GetQueryResults"), skipped: "no query" }],
      role,
      0,
    );
    expect(one.answer.health).toBe("unknown");
    expect(one.operations[0]).toMatchObject({ result: "unknown", reason: "no query", statement: null });
  });

  it("names what stays empty and what lacks something", () => {
    const { answer, operations, counts } = diagnose(
      [
        allowed("lambda.ListAliases"),
        failed("xray.GetTraceSummaries", "denied"),
        failed("cloudtrail.LookupEvents", "throttled"),
        failed("xray.GetServiceGraph", "denied"),
      ],
      role,
      0,
    );
    expect(answer.sentence).toBe(
      "2 of 4 operations are denied: Traces and Traces (coverage) are empty, and Overview (what happened) and Service map lack something because of it. Of 1 it is not known.",
    );
    expect(counts).toEqual({ allowed: 1, denied: 2, unknown: 1 });
    expect(operations.map(({ result }) => result)).toEqual(["denied", "denied", "unknown", "allowed"]);
    expect(operations[0]?.stops).toEqual(["Traces"]);
  });

  it("cannot tell when nothing answered", () => {
    const { answer } = diagnose([failed("lambda.ListAliases", "unavailable", "ECONNREFUSED")], role, 0);
    expect(answer).toEqual({ health: "unknown", sentence: "Cannot tell what is allowed: ECONNREFUSED" });
  });

  it("gives no statement where another policy refuses", () => {
    const scp = "User: x is not authorized with an explicit deny in a service control policy";
    const { operations, missingPolicy } = diagnose([failed("lambda.ListAliases", "denied", scp)], role, 0);
    expect(operations[0]).toMatchObject({ result: "denied", statement: null });
    expect(operations[0]?.nextStep).toContain("service control policy");
    expect(missingPolicy).toBeNull();
  });
});

describe("denialKindOf", () => {
  it.each<[string, DenialKind]>([
    ["because no identity-based policy allows the x action", "missing"],
    ["with an explicit deny in an identity-based policy", "explicit"],
    ["because no service control policy allows the x action", "service-control"],
    ["with an explicit deny in a resource control policy", "resource-control"],
    ["because no permissions boundary allows the x action", "boundary"],
    ["because no session policy allows the x action", "session"],
    ["because no VPC endpoint policy allows the x action", "endpoint"],
    ["The AWS Access Key Id needs a subscription for the service", "not-enabled"],
    ["", "missing"],
  ])("%s", (message, kind) => {
    expect(denialKindOf(message)).toBe(kind);
  });

  it("offers a statement only where one more Allow is of use", () => {
    expect(statementHelps("missing")).toBe(true);
    expect(statementHelps("explicit")).toBe(false);
  });
});

describe("statementsFor", () => {
  it("cuts the whole policy to what is asked", () => {
    expect(statementsFor(["xray.GetServiceGraph"], "aws")).toEqual([
      { Sid: "LambdascopeTraces", Effect: "Allow", Action: "xray:GetServiceGraph", Resource: "*" },
    ]);
    const [apis] = statementsFor(["apigateway.GetStages", "apigatewayv2.GetApis"], "aws");
    expect(apis?.Resource).toEqual(["arn:aws:apigateway:*::/restapis/*", "arn:aws:apigateway:*::/apis"]);
    expect(statementsFor(["apigateway.GetUsage"], "aws-us-gov")).toEqual([
      {
        Sid: "LambdascopeApiLimits",
        Effect: "Allow",
        Action: "apigateway:GET",
        Resource: "arn:aws-us-gov:apigateway:*::/usageplans/*/usage",
      },
    ]);
    expect(statementsFor([], "aws")).toEqual([]);
  });

  it("moves every ARN to the partition", () => {
    expect(JSON.stringify(wholePolicy("aws-cn"))).not.toContain("arn:aws:");
  });
});

describe("grantTo", () => {
  it.each([
    ["arn:aws:iam::1:user/mira", "aws iam put-user-policy --user-name mira "],
    ["arn:aws:sts::1:assumed-role/scope/s", "aws iam put-role-policy --role-name scope "],
    [
      "arn:aws:sts::1:assumed-role/AWSReservedSSO_Read_0123456789abcdef/s",
      "aws sso-admin put-inline-policy-to-permission-set ",
    ],
    ["arn:aws:iam::1:root", "aws iam create-policy "],
    ["?", "aws iam create-policy "],
  ])("%s", (arn, begin) => {
    expect(grantTo(principalOf(arn), "{}").command?.startsWith(begin)).toBe(true);
  });

  it("quotes what it is given", () => {
    expect(grantTo(role, '{"a":"b\'c"}').command).toContain(`'{"a":"b'\\''c"}'`);
    expect(grantTo(role, "{}").command).toContain("--role-name 'it'\\''s'");
  });
});
