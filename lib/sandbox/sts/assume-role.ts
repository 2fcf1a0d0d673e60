import { createHash } from "node:crypto";
import { AwsError, type Operation } from "@/lib/sandbox/http/contract";
import { callerArn } from "@/lib/sandbox/http/errors";

/** What every role of the sandbox whose name ends in `-external` has in its trust policy. */
const EXTERNAL_ID = "team-4711";
const DEFAULT_SECONDS = 3_600;

/**
 * Every role of this account whose name begins with `lambdascope` trusts the caller; any other is refused as AWS refuses
 * a role that does not exist: as denied. The keys are made up from the role and the session, and are as good as any.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole: Operation = (input, { world, nowMs }) => {
  const { accountId } = world.account;
  const arn = textOf(input.RoleArn);
  const session = textOf(input.RoleSessionName);
  const role = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/.exec(arn);
  if (role === null) throw new AwsError("ValidationError", `${arn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  const [, owner, name = ""] = role;
  const trusted =
    owner === accountId &&
    name.startsWith("lambdascope") &&
    (!name.endsWith("-external") || input.ExternalId === EXTERNAL_ID);
  if (!trusted) {
    throw new AwsError(
      "AccessDenied",
      `User: ${callerArn(accountId)} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    );
  }
  const hex = createHash("sha256").update(`${arn} ${session}`).digest("hex").toUpperCase();
  const seconds = Number(input.DurationSeconds ?? DEFAULT_SECONDS);
  return {
    Credentials: {
      AccessKeyId: `ASIA${hex.slice(0, 16)}`,
      SecretAccessKey: hex.slice(16, 56),
      SessionToken: hex,
      Expiration: new Date(nowMs + seconds * 1_000).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA${hex.slice(0, 17)}:${session}`,
      Arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`,
    },
  };
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
