import "server-only";
import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  GetAccountSettingsCommandOutput,
  ProvisionedConcurrencyConfigListItem,
} from "@aws-sdk/client-lambda";
import { durationOfSeconds, instantOfText, numberOf, textOf } from "@/lib/aws/wire";
import type {
  EventSourceMapping,
  LambdaAccount,
  LambdaAlias,
  LambdaFunction,
  LambdaVersion,
  ProvisionedConcurrency,
} from "@/lib/model/lambda";

/** Every field is picked by hand: environment variables, and whatever AWS adds later, stay behind. */
export function functionOf(wire: FunctionConfiguration): LambdaFunction {
  const name = wire.FunctionName ?? "";
  const logging = wire.LoggingConfig;
  return {
    name,
    arn: wire.FunctionArn ?? "",
    description: textOf(wire.Description),
    runtime: textOf(wire.Runtime),
    handler: textOf(wire.Handler),
    architecture: wire.Architectures?.[0] ?? "x86_64",
    memoryMb: wire.MemorySize ?? 128,
    timeoutMs: durationOfSeconds(wire.Timeout ?? 3),
    ephemeralStorageMb: numberOf(wire.EphemeralStorage?.Size),
    codeSizeBytes: numberOf(wire.CodeSize),
    packageType: textOf(wire.PackageType),
    vpc: textOf(wire.VpcConfig?.VpcId) !== null,
    lastModifiedMs: instantOfText(wire.LastModified),
    logGroup: textOf(logging?.LogGroup) ?? `/aws/lambda/${name}`,
    logFormat: logging?.LogFormat ?? "Text",
    systemLogLevel: textOf(logging?.SystemLogLevel),
    applicationLogLevel: textOf(logging?.ApplicationLogLevel),
    tracing: textOf(wire.TracingConfig?.Mode),
    snapStart: wire.SnapStart?.ApplyOn === "PublishedVersions",
    deadLetterArn: textOf(wire.DeadLetterConfig?.TargetArn),
    version: wire.Version ?? "$LATEST",
  };
}

/** AWS names the share of the additional versions only; the main one has the rest. */
export function aliasOf(wire: AliasConfiguration): LambdaAlias | null {
  if (wire.Name === undefined || wire.FunctionVersion === undefined) return null;
  const additional = Object.entries(wire.RoutingConfig?.AdditionalVersionWeights ?? {})
    .filter(([, weight]) => weight > 0)
    .map(([version, weight]) => ({ version, weight }));
  const rest = 1 - additional.reduce((sum, { weight }) => sum + weight, 0);
  // Decimal shares such as 0.1 leave 0.9 and a rounding error.
  const main = { version: wire.FunctionVersion, weight: Math.max(0, Number(rest.toFixed(9))) };
  return { name: wire.Name, versions: [main, ...additional].filter(({ weight }) => weight > 0) };
}

export function versionOf(wire: FunctionConfiguration): LambdaVersion | null {
  if (wire.Version === undefined) return null;
  return {
    version: wire.Version,
    description: textOf(wire.Description),
    lastModifiedMs: instantOfText(wire.LastModified),
  };
}

/** The qualifier is the last part of the ARN: `…:function:NAME:live`. */
export function provisionedConcurrencyOf(wire: ProvisionedConcurrencyConfigListItem): ProvisionedConcurrency {
  return {
    qualifier: wire.FunctionArn?.split(":")[7] ?? "",
    requested: wire.RequestedProvisionedConcurrentExecutions ?? 0,
    available: wire.AvailableProvisionedConcurrentExecutions ?? 0,
    status: wire.Status ?? "UNKNOWN",
  };
}

export function eventSourceMappingOf(wire: EventSourceMappingConfiguration): EventSourceMapping {
  return {
    id: wire.UUID ?? "",
    arn: wire.EventSourceArn ?? "",
    state: wire.State ?? "Unknown",
    batchSize: numberOf(wire.BatchSize),
  };
}

export function accountOf(wire: GetAccountSettingsCommandOutput): LambdaAccount {
  return {
    concurrencyLimit: numberOf(wire.AccountLimit?.ConcurrentExecutions),
    unreservedConcurrency: numberOf(wire.AccountLimit?.UnreservedConcurrentExecutions),
    functionCount: numberOf(wire.AccountUsage?.FunctionCount),
  };
}
