import type { Breakdown, BreakdownGroup, Dimension, dimensions, Focus } from "@/components/logs/protocol";
import { beginOf, coldOf, durationOf, type Entry, isFailed } from "@/components/logs/worker/entries";
import { fingerprintOf } from "@/lib/logs/errors/fingerprint";
import { startWords } from "@/lib/model/start-kind";

const SLOWEST_SHARE = 0.05;
const SHOWN = 8;

/** The duration from which on a request is among the slowest; null when none tells how long it took. */
export function slowThresholdMs(entries: readonly Entry[]): number | null {
  const durations = entries.flatMap((entry) => durationOf(entry) ?? []).sort((a, b) => a - b);
  return (
    durations[Math.min(durations.length - 1, Math.floor(durations.length * (1 - SLOWEST_SHARE)))] ?? null
  );
}

export function inFocus(focus: Focus, thresholdMs: number | null): (entry: Entry) => boolean {
  if (focus === "all") return () => true;
  if (focus === "failing") return isFailed;
  if (focus === "cold") return (entry) => coldOf(entry) === true;
  return (entry) => thresholdMs !== null && (durationOf(entry) ?? -1) >= thresholdMs;
}

/** What the requests in focus have in common, each count beside that of the window before. */
export function breakdown(
  focus: Focus,
  entries: readonly Entry[],
  previous: readonly Entry[] | null,
): Breakdown {
  const thresholdMs = focus === "slowest" ? slowThresholdMs(entries) : null;
  // The same bar for both: else each window would have its own slowest.
  const wanted = inFocus(focus, thresholdMs);
  const now = entries.filter(wanted);
  const before = previous?.filter(wanted) ?? null;
  const groupsBy = (by: Dimension) => groupsOf(by, now, before);
  return {
    count: now.length,
    total: entries.length,
    previousCount: before?.length ?? null,
    previousTotal: previous?.length ?? null,
    thresholdMs,
    groups: {
      error: groupsBy("error"),
      route: groupsBy("route"),
      version: groupsBy("version"),
      start: groupsBy("start"),
    } satisfies Record<(typeof dimensions)[number], readonly BreakdownGroup[]>,
  };
}

function groupsOf(by: Dimension, now: readonly Entry[], before: readonly Entry[] | null): BreakdownGroup[] {
  const labels = new Map<string, string>();
  const count = (entries: readonly Entry[]) => {
    const counts = new Map<string, number>();
    for (const entry of entries) {
      const group = groupOf(by, entry);
      if (!group) continue;
      labels.set(group.key, group.label);
      counts.set(group.key, (counts.get(group.key) ?? 0) + 1);
    }
    return counts;
  };
  const counts = count(now);
  const earlier = before === null ? null : count(before);
  return [...counts]
    .map(([key, value]) => ({
      key,
      label: labels.get(key) ?? key,
      count: value,
      previous: earlier === null ? null : (earlier.get(key) ?? 0),
    }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .slice(0, SHOWN);
}

/** Where a request belongs; null where the dimension says nothing of it. */
export function groupOf(
  by: Dimension,
  entry: Entry,
): { readonly key: string; readonly label: string } | null {
  const { gateway, invocations } = entry;
  const [first] = invocations;
  switch (by) {
    case "error": {
      const error = invocations.find((one) => one.error !== null)?.error ?? null;
      if (error) {
        const { hash, title } = fingerprintOf(error);
        return { key: hash, label: title };
      }
      return gateway?.error ? { key: gateway.error, label: gateway.error } : null;
    }
    case "route": {
      if (!gateway) return null;
      const label = [gateway.method, gateway.resourcePath ?? gateway.path]
        .filter((part) => part !== null)
        .join(" ");
      return label === "" ? null : { key: label, label };
    }
    case "version": {
      if (!first) return null;
      const label = `${first.functionName ?? first.group} ${first.version ?? "unknown version"}`;
      return { key: label, label };
    }
    case "start": {
      const kind = beginOf(entry)?.startKind ?? null;
      return kind === null ? null : { key: kind, label: startWords[kind].label };
    }
  }
}
