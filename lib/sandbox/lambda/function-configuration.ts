import { createHash } from "node:crypto";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import { uuidOf } from "@/lib/sandbox/http/made-up-id";
import type { FunctionDef, VersionDef, World } from "@/lib/sandbox/world/types";

/** Lambda's own spelling of an instant: `2026-11-20T10:00:00.000+0000`, a string on the wire [W]. */
export function lambdaTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, -1)}+0000`;
}

/**
 * FunctionConfiguration of one version. `arn` is what the caller is told: unqualified, or with the version or alias
 * that it asked for.
 */
export function functionConfiguration(
  world: World,
  definition: FunctionDef,
  { version, publishedMs, description }: VersionDef,
  arn: string,
): JsonObject {
  const { accountId, region } = world.account;
  const source = `${definition.arn} ${version} ${publishedMs}`;
  return {
    FunctionName: definition.name,
    FunctionArn: arn,
    Runtime: definition.runtime,
    Role: `arn:aws:iam::${accountId}:role/service-role/${definition.name}-role`,
    Handler: definition.handler,
    CodeSize: definition.codeSizeBytes,
    Description: version === "$LATEST" ? definition.description : description,
    Timeout: definition.timeoutMs / 1000,
    MemorySize: definition.memoryMb,
    LastModified: lambdaTime(version === "$LATEST" ? definition.lastModifiedMs : publishedMs),
    CodeSha256: createHash("sha256").update(source).digest("base64"),
    Version: version,
    ...(definition.vpc ? { VpcConfig: vpcConfig(definition) } : {}),
    ...(definition.deadLetterArn === null
      ? {}
      : { DeadLetterConfig: { TargetArn: definition.deadLetterArn } }),
    ...(Object.keys(definition.environmentVariables).length === 0
      ? {}
      : { Environment: { Variables: definition.environmentVariables } }),
    TracingConfig: { Mode: definition.traced ? "Active" : "PassThrough" },
    RevisionId: uuidOf(source),
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [definition.architecture],
    EphemeralStorage: { Size: definition.ephemeralStorageMb },
    SnapStart: snapStart(definition, version),
    RuntimeVersionConfig: {
      RuntimeVersionArn: `arn:aws:lambda:${region}::runtime:${createHash("sha256").update(definition.runtimeVersion).digest("hex")}`,
    },
    LoggingConfig: loggingConfig(definition),
  };
}

function snapStart(definition: FunctionDef, version: string): JsonObject {
  const on = definition.snapStart;
  return {
    ApplyOn: on ? "PublishedVersions" : "None",
    OptimizationStatus: on && version !== "$LATEST" ? "On" : "Off",
  };
}

/** Levels exist for JSON only: a Text function's configuration does not show them. */
function loggingConfig(definition: FunctionDef): JsonObject {
  const common = { LogFormat: definition.logFormat, LogGroup: definition.logGroup };
  if (definition.logFormat === "Text") return common;
  return {
    ...common,
    ApplicationLogLevel: definition.applicationLogLevel,
    SystemLogLevel: definition.systemLogLevel,
  };
}

function vpcConfig(definition: FunctionDef): JsonObject {
  const hex = (what: string) =>
    createHash("sha256").update(`${what} ${definition.arn}`).digest("hex").slice(0, 17);
  return {
    SubnetIds: [`subnet-${hex("a")}`, `subnet-${hex("b")}`],
    SecurityGroupIds: [`sg-${hex("sg")}`],
    VpcId: `vpc-${hex("vpc")}`,
    Ipv6AllowedForDualStack: false,
  };
}
