import { formatExact, formatRatio } from "@/lib/base/format-number";
import type { Health } from "@/lib/model/views/common";
import type { Answer } from "@/lib/model/views/overview";
import type { Coverage, MapNode, ServiceMap } from "@/lib/model/views/service-map";

const RANK: Readonly<Record<Health, number>> = { critical: 3, warning: 2, unknown: 1, ok: 0 };

/** The map in two sentences: what is failing, and how much of the traffic the map is made of. */
export function mapAnswer(map: ServiceMap): Answer {
  const judged = map.nodes.filter(({ kind }) => kind !== "client" && kind !== "unseen");
  const failing = judged
    .filter(({ health }) => health === "critical" || health === "warning")
    .sort(worstFirst);
  const worst = failing[0];
  const health: Health = worst?.health ?? (judged.some((node) => node.health === "ok") ? "ok" : "unknown");
  const verdict = worst
    ? `${failing.length} of ${judged.length} services ${failing.length === 1 ? "is" : "are"} failing; worst: ${worst.label}${worst.reason === null ? "" : `, ${worst.reason}`}.`
    : health === "ok"
      ? `None of ${judged.length} services is failing.`
      : "Nothing ran that could be judged.";
  return { health, sentence: [verdict, changes(map), coverage(map)].filter((part) => part !== "").join(" ") };
}

/** Most severe first, then by failures that were counted. */
export function worstFirst(a: MapNode, b: MapNode): number {
  return RANK[b.health] - RANK[a.health] || failures(b) - failures(a) || (a.id < b.id ? -1 : 1);
}

/** `412 of 12,431 API requests (3.3 %)`. */
export function coverageText({ traced, of }: Coverage, what: string): string {
  if (of === 0) return `none of 0 ${what}`;
  return `${formatExact(traced)} of ${formatExact(of)} ${what} (${formatRatio(Math.min(1, traced / of))})`;
}

function coverage({ coverage: { requests, invocations }, nodes }: ServiceMap): string {
  const parts = [
    requests === null ? null : coverageText(requests, "API requests"),
    invocations === null ? null : coverageText(invocations, "invocations"),
  ].filter((part) => part !== null);
  if (parts.length === 0) return "";
  const dashed = nodes.filter(({ seen }) => seen === "metrics").length;
  const rest =
    dashed === 0 ? "" : `; ${dashed} ${dashed === 1 ? "service" : "services"} it does not see at all`;
  return `X-Ray traced ${parts.join(" and ")}${rest}.`;
}

function changes({ comparison }: ServiceMap): string {
  if (!comparison) return "";
  const parts = (["new", "gone", "worse", "better"] as const)
    .filter((kind) => comparison[kind] > 0)
    .map((kind) => `${comparison[kind]} ${kind}`);
  return parts.length === 0
    ? "Nothing changed against the window before."
    : `Against the window before: ${parts.join(", ")}.`;
}

function failures({ metrics, traced }: MapNode): number {
  if (metrics) return (metrics.faults ?? 0) + (metrics.throttles ?? 0);
  return traced ? traced.fault + traced.throttle : 0;
}
