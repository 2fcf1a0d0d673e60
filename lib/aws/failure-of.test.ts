import { describe, expect, it } from "vitest";
import { type FailureContext, failureOf } from "@/lib/aws/failure-of";

const context: FailureContext = {
  service: "lambda",
  operation: "ListFunctions",
  region: "eu-central-1",
  profile: null,
  endpointUrl: null,
};

function error(name: string, message = "Said so.", status?: number, code?: string): Error {
  return Object.assign(new Error(message), { name, code, $metadata: { httpStatusCode: status } });
}

describe("failureOf", () => {
  it.each([
    ["ThrottlingException", "throttled"],
    ["Throttling", "throttled"],
    ["ThrottledException", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["RequestLimitExceeded", "throttled"],
    ["LimitExceededException", "throttled"],
    ["AccessDeniedException", "denied"],
    ["UnauthorizedException", "denied"],
    ["OptInRequired", "denied"],
    ["CredentialsProviderError", "no-credentials"],
    ["MissingAuthenticationToken", "no-credentials"],
    ["ExpiredTokenException", "expired-credentials"],
    ["ExpiredToken", "expired-credentials"],
    ["UnrecognizedClientException", "expired-credentials"],
    ["InvalidClientTokenId", "expired-credentials"],
    ["SignatureDoesNotMatch", "expired-credentials"],
    ["RequestExpired", "wrong-clock"],
    ["RequestTimeTooSkewed", "wrong-clock"],
    ["ResourceNotFoundException", "not-found"],
    ["NotFoundException", "not-found"],
    ["TimeoutError", "unavailable"],
    ["SyntaxError", "unavailable"],
    ["InvalidNextToken", "invalid"],
  ])("reads %s as %s", (name, kind) => {
    const failure = failureOf(error(name, "Said so.", 400), context);
    expect(failure.kind).toBe(kind);
    expect(failure.nextStep).not.toBe("");
  });

  it.each([
    [500, "unavailable"],
    [503, "unavailable"],
    [429, "throttled"],
    [403, "denied"],
    [401, "denied"],
    [404, "not-found"],
    [400, "invalid"],
  ])("judges an unknown name by its status %i", (status, kind) => {
    expect(failureOf(error("NewException", "Said so.", status), context).kind).toBe(kind);
  });

  it("reads action and resource out of what IAM says", () => {
    const message =
      "User: arn:aws:sts::111122223333:assumed-role/ro/me is not authorized to perform: lambda:GetFunctionConfiguration on resource: arn:aws:lambda:eu-central-1:111122223333:function:orders because no identity-based policy allows the lambda:GetFunctionConfiguration action";
    expect(failureOf(error("AccessDeniedException", message, 403), context)).toMatchObject({
      action: "lambda:GetFunctionConfiguration",
      resource: "arn:aws:lambda:eu-central-1:111122223333:function:orders",
      nextStep: expect.stringContaining("Add lambda:GetFunctionConfiguration to the policy"),
    });
  });

  it("names the action itself when AWS does not", () => {
    expect(failureOf(error("AccessDeniedException", "Access denied", 403), context)).toMatchObject({
      action: "lambda:ListFunctions",
      resource: null,
    });
    const gateway = { ...context, service: "apigatewayv2", operation: "GetRoutes" } as const;
    expect(failureOf(error("AccessDeniedException", "", 403), gateway)).toMatchObject({
      kind: "denied",
      operation: "apigateway:GetRoutes",
      action: "apigateway:GET",
      message: "AccessDeniedException",
    });
  });

  it("does not tell the reader to change a policy that an organisation overrules", () => {
    const message =
      "User: x is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in a service control policy";
    expect(failureOf(error("AccessDeniedException", message, 403), context).nextStep).toMatch(/organisation/);
  });

  it("tells a clock that is wrong from a key that is", () => {
    const late = "Signature expired: 20260115T115000Z is now earlier than 20260115T115500Z";
    const early = "Signature not yet current: 20260115T120600Z is still later than 20260115T120500Z";
    for (const message of [late, early]) {
      expect(failureOf(error("InvalidSignatureException", message, 403), context)).toMatchObject({
        kind: "wrong-clock",
        nextStep: expect.stringContaining("clock of this machine"),
      });
    }
    const other = "The request signature we calculated does not match the signature you provided.";
    expect(failureOf(error("InvalidSignatureException", other, 403), context).kind).toBe(
      "expired-credentials",
    );
  });

  it("says how to sign in again, with the profile in use", () => {
    const expired = error(
      "CredentialsProviderError",
      "The SSO session associated with this profile has expired.",
    );
    const failure = failureOf(expired, { ...context, profile: "work" });
    expect(failure).toMatchObject({
      kind: "expired-credentials",
      nextStep: expect.stringContaining("aws sso login --profile work"),
    });
  });

  it("says how to get credentials when there are none", () => {
    const none = error("CredentialsProviderError", "Could not load credentials from any providers");
    expect(failureOf(none, context)).toMatchObject({
      kind: "no-credentials",
      nextStep: expect.stringMatching(/AWS_PROFILE.*"aws configure sso".*"aws sso login"/),
    });
    expect(failureOf(none, { ...context, profile: "typo" }).nextStep).toContain("typo");
  });

  it("names the endpoint that cannot be reached", () => {
    const refused = error("Error", "connect ECONNREFUSED 127.0.0.1:4700", undefined, "ECONNREFUSED");
    const failure = failureOf(refused, { ...context, endpointUrl: "http://127.0.0.1:4700" });
    expect(failure).toMatchObject({ kind: "unavailable", message: "connect ECONNREFUSED 127.0.0.1:4700" });
    expect(failure.nextStep).toContain("the endpoint http://127.0.0.1:4700 (");
  });

  it("gives the code of an aggregate of failed connections, which has no text", () => {
    const both = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
    expect(failureOf(both, context)).toMatchObject({
      kind: "unavailable",
      message: "lambda in eu-central-1 did not answer: ECONNREFUSED",
    });
  });

  it("points at the region when its host does not exist", () => {
    const unknown = error(
      "Error",
      "getaddrinfo ENOTFOUND lambda.xx-moon-1.amazonaws.com",
      undefined,
      "ENOTFOUND",
    );
    expect(failureOf(unknown, { ...context, region: "xx-moon-1" }).nextStep).toContain("xx-moon-1");
  });

  it("does not take a web server's page for an answer of AWS", () => {
    const html = error("SyntaxError", `Unexpected token '<'\n  Deserialization error: …`, 403);
    expect(failureOf(html, context)).toMatchObject({
      kind: "unavailable",
      message: "The answer of lambda in eu-central-1 is not AWS-compatible (HTTP 403).",
    });
    expect(failureOf(error("Unknown", "UnknownError", 404), context)).toMatchObject({
      kind: "unavailable",
      message: "lambda in eu-central-1 gave an error without a reason (HTTP 404).",
    });
  });

  it("keeps the first line of a long message, and takes things that are no errors", () => {
    const long = `${"x".repeat(1000)}\nmore`;
    expect(failureOf(error("ServiceException", long, 500), context).message.length).toBe(400);
    expect(failureOf("boom", context)).toMatchObject({ kind: "unavailable", message: "boom" });
    expect(failureOf(undefined, context).kind).toBe("unavailable");
  });
});
