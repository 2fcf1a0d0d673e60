import type { JsonObject } from "@/lib/sandbox/http/contract";
import { shortId } from "@/lib/sandbox/http/made-up-id";
import { isPipeline } from "@/lib/sandbox/world/deployments";
import type { World } from "@/lib/sandbox/world/types";

export interface Identity {
  readonly userIdentity: JsonObject;
  readonly accessKeyId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

const PIPELINE_ROLE = "deploy-pipeline";

/** Who called: a session of the pipeline's role, or a user. [D cloudtrail-event-reference-user-identity] */
export function identityOf(world: World, by: string, atMs: number): Identity {
  const { accountId } = world.account;
  const id = (source: string) => shortId(source, 16).toUpperCase();
  if (!isPipeline(by)) {
    const accessKeyId = `AKIA${id(`key ${by}`)}`;
    return {
      userIdentity: {
        type: "IAMUser",
        principalId: `AIDA${id(by)}`,
        arn: `arn:aws:iam::${accountId}:user/${by}`,
        accountId,
        accessKeyId,
        userName: by,
      },
      accessKeyId,
      sourceIp: "203.0.113.24",
      userAgent: "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/macos#24.6.0 lang/python#3.13.7",
    };
  }
  const accessKeyId = `ASIA${id(`key ${by}`)}`;
  const roleId = `AROA${id(PIPELINE_ROLE)}`;
  return {
    userIdentity: {
      type: "AssumedRole",
      principalId: `${roleId}:${by}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${PIPELINE_ROLE}/${by}`,
      accountId,
      accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: roleId,
          arn: `arn:aws:iam::${accountId}:role/${PIPELINE_ROLE}`,
          accountId,
          userName: PIPELINE_ROLE,
        },
        attributes: {
          creationDate: new Date(atMs - 60_000).toISOString().replace(".000Z", "Z"),
          mfaAuthenticated: "false",
        },
      },
    },
    accessKeyId,
    sourceIp: "198.51.100.7",
    userAgent: "Boto3/1.40.49 md/Botocore#1.40.49 ua/2.1 os/linux lang/python#3.13.8",
  };
}
