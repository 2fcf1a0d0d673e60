import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { FunctionBlueprint } from "@/lib/sandbox/world/blueprints/blueprint";
import { between, mixText } from "@/lib/sandbox/world/simulation/random";
import type { AccountDef, AliasDef, FunctionDef, VersionDef } from "@/lib/sandbox/world/types";

interface Place {
  readonly index: number;
  readonly name: string;
  readonly seed: number;
  readonly account: AccountDef;
  readonly madeMs: number;
  readonly reservedConcurrency: number | null;
  readonly trialShare: number;
  readonly filler: boolean;
}

/** A version on trial was published shortly before its weight was set. */
const TRIAL_AGE_MS = 26 * HOUR_MS;

export function functionDefinition(blueprint: FunctionBlueprint, place: Place): FunctionDef {
  const { account, name, madeMs } = place;
  const arn = `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`;
  const key = mixText(place.seed, blueprint.key);
  const lastModifiedMs = Math.floor((madeMs - between(key, 1, 3, 90) * DAY_MS) / 1000) * 1000;
  const { alias } = blueprint;
  const versions: VersionDef[] = [{ version: "$LATEST", publishedMs: lastModifiedMs, description: "" }];
  const numbered = blueprint.versions ?? [];
  numbered.forEach((version, position) => {
    const age = numbered.length - 1 - position;
    const trial = version === alias?.trial;
    versions.push({
      version,
      publishedMs: trial ? madeMs - TRIAL_AGE_MS : lastModifiedMs - age * 6 * DAY_MS,
      description: trial ? "Instalment payments" : "",
    });
  });
  const aliases: AliasDef[] =
    alias === undefined
      ? []
      : [
          {
            name: alias.name,
            version: alias.version,
            weights: alias.trial === undefined ? {} : { [alias.trial]: place.trialShare },
          },
        ];
  return {
    index: place.index,
    name,
    arn,
    description: blueprint.description,
    runtime: blueprint.runtime,
    runtimeVersion: blueprint.runtimeVersion,
    handler: blueprint.handler,
    architecture: blueprint.architecture,
    memoryMb: blueprint.memoryMb,
    timeoutMs: blueprint.timeoutMs,
    ephemeralStorageMb: blueprint.ephemeralStorageMb ?? 512,
    codeSizeBytes: blueprint.codeSizeBytes,
    vpc: blueprint.vpc ?? false,
    logFormat: blueprint.logFormat,
    applicationLogLevel: blueprint.applicationLogLevel ?? "INFO",
    systemLogLevel: blueprint.systemLogLevel ?? "INFO",
    logGroup: blueprint.logGroup ?? `/aws/lambda/${name}`,
    reportStyle: blueprint.reportStyle,
    segmentStyle: blueprint.segmentStyle,
    traced: !(blueprint.untraced ?? false),
    snapStart: blueprint.snapStart ?? false,
    reservedConcurrency: place.reservedConcurrency,
    provisionedConcurrency: blueprint.provisioned ?? null,
    idleTimeoutMs: blueprint.idleMinutes * MINUTE_MS,
    versions,
    aliases,
    invokedQualifier: alias?.name ?? null,
    lastModifiedMs,
    environmentVariables: blueprint.environment,
    tags: { team: blueprint.team, service: place.filler ? "back-office" : "shop" },
    deadLetterArn:
      blueprint.deadLetterQueue === undefined
        ? null
        : `arn:aws:sqs:${account.region}:${account.accountId}:${blueprint.deadLetterQueue}`,
    filler: place.filler,
  };
}
