import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { formatBytes, formatMemoryMb } from "@/lib/base/format-size";
import { percentile } from "@/lib/base/statistics";
import type { Advice, AdviceFacts, Peer } from "@/lib/cold-starts/advice/advice";

/** Fewer, and one odd function decides. */
const FEWEST_PEERS = 2;
const FEWEST_INITS = 3;
/** A peer with half the package, or twice the memory, is one to learn from; a fifth faster is worth a word. */
const APART = 2;
const FASTER = 0.8;

/** Whether functions of the same runtime with far smaller packages start sooner here. */
export function packageAdvice({ config, summary, peers }: AdviceFacts): readonly Advice[] {
  const { codeSizeBytes: own, runtime } = config;
  const ownMs = summary.initP50Ms;
  if (own === null || runtime === null || ownMs === null) return [];
  const smaller = alike(peers, config).filter((one) => (one.codeSizeBytes ?? own) <= own / APART);
  const others = smaller.flatMap(({ initP50Ms }) => initP50Ms ?? []);
  const theirs = percentile(others, 50);
  const base = { kind: "package", removes: null, monthlyUsd: null } as const;
  if (others.length < FEWEST_PEERS || theirs === undefined) {
    return [
      {
        ...base,
        text: "Whether a smaller package would shorten the init cannot be known from here.",
        evidence: `Its package has ${formatBytes(own)}; ${found(smaller.length)} with at most half of that had cold starts enough in this window.`,
        unknowable: "How init time depends on package size: there are not enough functions to compare with.",
      },
    ];
  }
  if (theirs > ownMs * FASTER) return [];
  return [
    {
      ...base,
      text: "Try a smaller package.",
      evidence: `${formatCount(others.length)} other ${runtime} functions with at most half of its ${formatBytes(own)} start in ${formatDuration(theirs)} (median), this one in ${formatDuration(ownMs)}.`,
      unknowable: "Whether it is the size: their code does other things at init as well.",
    },
  ];
}

/** Whether functions of the same runtime with far more memory, and so more CPU, start sooner here. */
export function memoryAdvice({ config, summary, peers }: AdviceFacts): readonly Advice[] {
  const { memoryMb: own, runtime } = config;
  const ownMs = summary.initP95Ms;
  if (own === null || runtime === null || ownMs === null) return [];
  const larger = alike(peers, config).filter((one) => (one.memoryMb ?? own) >= own * APART);
  const others = larger.flatMap(({ initP95Ms }) => initP95Ms ?? []);
  const theirs = percentile(others, 50);
  const base = { kind: "memory", removes: null, monthlyUsd: null } as const;
  if (others.length < FEWEST_PEERS || theirs === undefined) {
    return [
      {
        ...base,
        text: "Whether more memory would shorten the init cannot be known from here.",
        evidence: `It has ${formatMemoryMb(own)}; ${found(larger.length)} with at least twice that had cold starts enough in this window.`,
        unknowable: "How its init depends on CPU: only a run with another size tells.",
      },
    ];
  }
  if (theirs > ownMs * FASTER) return [];
  return [
    {
      ...base,
      text: "Try more memory, which brings more CPU.",
      evidence: `${formatCount(others.length)} other ${runtime} functions with at least twice its ${formatMemoryMb(own)} have a p95 of init of ${formatDuration(theirs)}, this one ${formatDuration(ownMs)}.`,
      unknowable:
        "What each run costs then: its duration may fall with more memory, and is charged by the GB-second.",
    },
  ];
}

/** Of the same runtime and architecture, started in the same way, often enough for a percentile. */
function alike(peers: readonly Peer[], config: AdviceFacts["config"]): readonly Peer[] {
  return peers.filter(
    (one) =>
      one.runtime === config.runtime &&
      one.architecture === config.architecture &&
      one.snapStart === config.snapStart &&
      one.inits >= FEWEST_INITS,
  );
}

function found(count: number): string {
  return count === 0 ? "no other function of its runtime" : `only ${formatCount(count)} of its runtime`;
}
