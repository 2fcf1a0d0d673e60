import type { ProposalFacts } from "@/lib/cost/proposal/facts";
import type { SeenFunction } from "@/lib/cost/proposal/seen-usage";
import type { UsageRecord } from "@/lib/cost/usage";
import type { Proposal } from "@/lib/model/cost-proposal";
import type { LambdaFunction } from "@/lib/model/lambda";

/** Runtimes that run on x86_64 alone. [D lambda-runtimes, foundation-arch] */
const x86Only = [
  /^nodejs(4|6|8|10)/,
  /^python(2|3\.[67]$)/,
  /^java8$/,
  /^dotnetcore(1|2)/,
  /^ruby2\.5$/,
  /^go1/,
  /^provided$/,
];

/** Runtimes with SnapStart: Java from 11, Python from 3.12, .NET from 8. [D snapstart] */
const snapStarts = [/^java(1[1-9]|[2-9]\d)$/, /^python3\.(1[2-9]|[2-9]\d)$/, /^dotnet([89]|[1-9]\d)$/];

/** Metrics of Lambda@Edge functions carry the region of the function before its name. [D lambda-edge metrics] */
const EDGE = /^us-east-1\./;

/** Why a change cannot be made to a function, or would change nothing; null: it can. */
export function refusalOf(
  proposal: Proposal,
  seen: SeenFunction,
  usage: readonly UsageRecord[],
  facts: ProposalFacts,
): string | null {
  const { name, records } = seen;
  const configuration = facts.functions?.get(name) ?? null;
  const owns = (kind: UsageRecord["kind"]) =>
    usage.some((record) => record.kind === kind && record.functionName === name);
  switch (proposal.kind) {
    case "arm64":
      return records.every(({ architecture }) => architecture === "arm64")
        ? "It runs on arm64 already."
        : EDGE.test(name)
          ? "Lambda@Edge has no arm64."
          : runtimeRefusal(configuration);
    case "memory": {
      const size = `${proposal.memoryMb.toLocaleString("en")} MB`;
      return records.every(({ memoryMb }) => memoryMb === proposal.memoryMb)
        ? `It has ${size} already.`
        : null;
    }
    case "timeout":
      return configuration?.timeoutMs === proposal.timeoutMs ? "It has that timeout already." : null;
    case "provisioned":
      if (EDGE.test(name)) return "Lambda@Edge has no provisioned concurrency.";
      if (proposal.concurrency === 0) {
        return owns("provisioned") ? null : "It has no provisioned concurrency.";
      }
      return configuration?.snapStart ? "SnapStart and provisioned concurrency exclude each other." : null;
    case "snap-start":
      return snapStartRefusal(name, configuration, owns("provisioned"));
    case "log-volume":
      return records.some(({ logBytes }) => logBytes !== null) || owns("logs")
        ? null
        : "How much it logs was not read.";
    case "retention":
      return owns("logs") ? null : "How much is stored of its logs was not read.";
    case "traffic":
    case "http-api":
    case "savings-plan":
      return null;
  }
}

function runtimeRefusal(configuration: LambdaFunction | null): string | null {
  const runtime = configuration?.runtime ?? null;
  return runtime !== null && x86Only.some((one) => one.test(runtime))
    ? `Its runtime ${runtime} has no arm64: update the runtime first.`
    : null;
}

function snapStartRefusal(
  name: string,
  configuration: LambdaFunction | null,
  provisioned: boolean,
): string | null {
  if (EDGE.test(name)) return "Lambda@Edge has no SnapStart.";
  if (provisioned) return "SnapStart and provisioned concurrency exclude each other.";
  if (configuration === null) return "Its runtime is not known: whether it has SnapStart cannot be told.";
  const { runtime, packageType, snapStart, ephemeralStorageMb } = configuration;
  if (snapStart) return "It has SnapStart already.";
  if (packageType === "Image") return "Container images have no SnapStart.";
  if (runtime === null || !snapStarts.some((one) => one.test(runtime))) {
    return `Its runtime ${runtime ?? ""} has no SnapStart: Java 11, Python 3.12 and .NET 8 or newer have.`;
  }
  return (ephemeralStorageMb ?? 0) > 512 ? "SnapStart allows no ephemeral storage above 512 MB." : null;
}
