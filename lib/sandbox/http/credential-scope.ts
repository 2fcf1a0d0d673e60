import {
  expiredToken,
  incompleteSignature,
  invalidSignature,
  missingAuthentication,
  unrecognizedClient,
} from "@/lib/sandbox/http/errors";
import { header, type WireRequest } from "@/lib/sandbox/http/wire";

/** Whom and what a SigV4 signature names. The signature itself is not checked: the sandbox has no secrets. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name: monitoring, logs, xray, lambda, apigateway, cloudtrail or sts. */
  readonly signingName: string;
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * Reads the scope from `Authorization: AWS4-HMAC-SHA256 Credential=KEY/date/region/service/aws4_request, …`, or from
 * the `X-Amz-Credential` of a presigned URL. Throws the errors that AWS gives for a missing or garbled one.
 * Access keys that contain EXPIRED or INVALID play credentials in that state; any other key is accepted.
 */
export function readCredentialScope(request: WireRequest): CredentialScope {
  const scope = parseCredential(credentialOf(request));
  if (scope.accessKeyId.includes("EXPIRED")) throw expiredToken();
  if (scope.accessKeyId.includes("INVALID")) throw unrecognizedClient();
  return scope;
}

function credentialOf(request: WireRequest): string {
  const authorization = header(request, "authorization").trim();
  if (authorization === "") {
    const presigned = request.query.get("X-Amz-Credential");
    if (presigned === null) throw missingAuthentication();
    return presigned;
  }
  const [scheme = "", ...rest] = authorization.split(/\s+/);
  if (scheme !== "AWS4-HMAC-SHA256") {
    throw incompleteSignature(
      `Authorization header requires 'AWS4-HMAC-SHA256' as its algorithm. Authorization=${scheme}`,
    );
  }
  const fields = new Map<string, string>();
  for (const part of rest.join("").split(",")) {
    const at = part.indexOf("=");
    if (at > 0) fields.set(part.slice(0, at), part.slice(at + 1));
  }
  const lacking = ["Credential", "Signature", "SignedHeaders"].filter((name) => !fields.get(name));
  if (lacking.length > 0) {
    throw incompleteSignature(
      lacking.map((name) => `Authorization header requires '${name}' parameter.`).join(" "),
    );
  }
  return fields.get("Credential") ?? "";
}

function parseCredential(credential: string): CredentialScope {
  const parts = credential.split("/");
  const [accessKeyId, date, region, signingName, terminator] = parts;
  if (parts.length !== 5 || !accessKeyId || !signingName || region === undefined) {
    throw incompleteSignature(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term",
    );
  }
  if (!/^\d{8}$/.test(date ?? "") || terminator !== "aws4_request") {
    throw invalidSignature("Credential should be scoped with a valid date and terminator: 'aws4_request'.");
  }
  if (!REGION.test(region)) throw invalidSignature("Credential should be scoped to a valid region.");
  return { accessKeyId, region, signingName };
}
