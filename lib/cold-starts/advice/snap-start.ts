import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import { percentile } from "@/lib/base/statistics";
import { HOUR_MS } from "@/lib/base/time";
import type { Advice, AdviceFacts } from "@/lib/cold-starts/advice/advice";

const MONTH_MS = 730 * HOUR_MS;
/** The first versions that have it. [D snapstart] */
const FIRST: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  java: [11, 0],
  python: [3, 12],
  dotnet: [8, 0],
};
/** [D snapstart] */
const MOST_EPHEMERAL_MB = 512;

/** SnapStart, where runtime and configuration allow it: waiting for a restore takes the place of waiting for an init. */
export function snapStartAdvice(facts: AdviceFacts): readonly Advice[] {
  const { config, peers, summary } = facts;
  const family = familyOf(config.runtime);
  if (family === null || config.snapStart !== false || config.packageType === "Image") return [];
  if ((config.ephemeralStorageMb ?? MOST_EPHEMERAL_MB) > MOST_EPHEMERAL_MB) return [];
  // Not together with provisioned concurrency. [D snapstart]
  if ((config.provisionedNow ?? 0) > 0) return [];
  const restores = peers.flatMap((peer) =>
    peer.snapStart === true && familyOf(peer.runtime) === family && peer.initP50Ms !== null
      ? [peer.initP50Ms]
      : [],
  );
  const usd = priceOf(facts, family);
  return [
    {
      kind: "snap-start",
      text: "Publish versions with SnapStart: requests then wait for a restore instead of an init.",
      evidence: [
        `${config.runtime ?? family} has it, and the configuration allows it. Half of ${formatCount(summary.felt)} waits took ${formatDuration(summary.initP50Ms)} or more, 1 in 20 ${formatDuration(summary.initP95Ms)}.`,
        restores.length === 0
          ? ""
          : `Restores of ${formatCount(restores.length)} other ${family} function${restores.length === 1 ? "" : "s"} here take ${formatDuration(percentile(restores, 50))} (median).`,
        usd === null
          ? "Its price is not known for this region."
          : family === "java"
            ? "It has no price of its own for Java."
            : `One version's snapshot kept for a month, and the restores, cost ${formatUsd(usd)}.`,
      ]
        .filter((part) => part !== "")
        .join(" "),
      removes: null,
      monthlyUsd: usd,
      unknowable:
        "How long this function's restores take, before a version is published. It does not work with EFS; what init makes once (connections, seeds, ids) must be made anew after a restore.",
    },
  ];
}

/** `python3.13` → python; null: a runtime or a version without SnapStart. */
function familyOf(runtime: string | null): string | null {
  const [, family = "", major = "", minor = "0"] = /^([a-z]+)(\d+)(?:\.(\d+))?/.exec(runtime ?? "") ?? [];
  const first = FIRST[family];
  if (first === undefined) return null;
  const ahead = Number(major) - first[0] || Number(minor) - first[1];
  return ahead >= 0 ? family : null;
}

/** Java's is free; the others' snapshot is cached for as long as its version is active. [Lambda pricing] */
function priceOf({ config, prices, summary, lengthMs }: AdviceFacts, family: string): number | null {
  if (family === "java") return 0;
  const { snapshotUsd, restoreUsd } = prices;
  if (config.memoryMb === null || snapshotUsd === null || restoreUsd === null || lengthMs <= 0) return null;
  const gb = config.memoryMb / 1024;
  const restores = summary.felt * (MONTH_MS / lengthMs);
  return gb * ((MONTH_MS / 1000) * snapshotUsd + restores * restoreUsd);
}
