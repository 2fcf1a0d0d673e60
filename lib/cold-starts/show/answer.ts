import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { causeTexts, mainCause } from "@/lib/cold-starts/show/causes";
import type { ColdFunction, ColdStarts, FeltRoute } from "@/lib/model/views/cold-starts";
import type { Answer } from "@/lib/model/views/overview";

/** From here on cold starts are worth a look: of all invocations, and of what the users of a route waited. */
const NOTABLE_RATE = 0.01;
const NOTABLE_WAIT = 0.05;
/** Fewer requests make any share large. */
const FEWEST_REQUESTS = 20;

type Explained = NonNullable<ColdFunction["explained"]>;
type ToldFunction = Pick<ColdFunction, "name" | "state" | "reason" | "summary"> & {
  readonly explained: Pick<Explained, "causes"> | null;
};
type Stopping = NonNullable<FeltRoute["stopping"]>;
type ToldRoute = Pick<FeltRoute, "route" | "felt" | "joined" | "latencyShare"> & {
  readonly stopping: Pick<Stopping, "functions" | "atMost" | "monthlyUsd" | "netMonthlyUsd"> | null;
};

interface Told extends Pick<ColdStarts, "state" | "total"> {
  readonly functions: readonly ToldFunction[];
  readonly routes: readonly ToldRoute[] | null;
}

/** Who felt cold starts most, how many did, and what they cost, in one sentence. */
export function coldStartAnswer(told: Told): Answer {
  if (told.state === "needs-consent") {
    return { health: "unknown", sentence: "Not known yet: the logs of this window have not been read." };
  }
  const known = told.functions.filter(({ summary }) => summary !== null);
  const [only] = told.functions;
  if (only !== undefined && told.functions.length === 1) return functionAnswer(only);
  if (known.length === 0) {
    return {
      health: "unknown",
      sentence:
        told.functions.length === 0
          ? "There are no functions in this region."
          : `Cannot tell: no lines of ${formatCount(told.functions.length)} functions say who waited.`,
    };
  }
  const { total } = told;
  const rest = unknownPart(told.functions);
  if (total.felt === 0) {
    return {
      health: total.invocations === 0 ? "unknown" : "ok",
      sentence: `No request waited for a cold start in ${formatCount(total.invocations)} invocations${rest}.`,
    };
  }
  const all = `${formatCount(total.felt)} of ${formatCount(total.invocations)} invocations (${formatRatio(total.feltRate)}) waited for a cold start`;
  const billed = total.billedInitUsd === null ? "" : `, billed ${formatUsd(total.billedInitUsd)}`;
  const route = worstRoute(told.routes);
  const [first] = known;
  const worst =
    route === null
      ? `; ${first?.name ?? ""} most, ${formatCount(first?.summary?.felt)} of ${formatCount(first?.summary?.invocations)}`
      : `; users of ${route.route} most: ${formatCount(route.felt)} of ${formatCount(route.joined)} requests, ${formatRatio(route.latencyShare)} of their waiting${stoppingPart(route.stopping)}`;
  return { health: healthOf(total.feltRate, route), sentence: `${all}${billed}${worst}${rest}.` };
}

/** The route of whose users' waiting cold starts were the largest share; null where nobody waited or it is not known. */
export function worstRoute(routes: Told["routes"]): ToldRoute | null {
  return (routes ?? []).reduce<ToldRoute | null>((worst, route) => {
    if (route.felt === 0 || route.latencyShare === null) return worst;
    return worst === null || route.latencyShare > (worst.latencyShare ?? 0) ? route : worst;
  }, null);
}

/** What it would take to stop most of a route's cold starts; empty where that is not known. */
function stoppingPart(stopping: ToldRoute["stopping"]): string {
  if (stopping === null || stopping.functions.length === 0) return "";
  const ready = stopping.functions
    .map(({ functionName, concurrency }) => `${formatCount(concurrency)} of ${functionName}`)
    .join(", ");
  if (stopping.atMost) {
    return stopping.monthlyUsd === null
      ? ""
      : `, which keeping ${ready} ready would stop for ${formatUsd(stopping.monthlyUsd)} a month at most`;
  }
  if (stopping.netMonthlyUsd === null) return "";
  return stopping.netMonthlyUsd <= 0
    ? `, which keeping ${ready} ready would stop for nothing more a month`
    : `, which keeping ${ready} ready would stop for ${formatUsd(stopping.netMonthlyUsd)} a month`;
}

function functionAnswer({ name, summary, explained, reason, state }: ToldFunction): Answer {
  if (summary === null)
    return { health: "unknown", sentence: `Cannot tell: ${reason ?? `nothing is known of ${name}.`}` };
  const partly = state === "partial" ? " A part of its lines was not read." : "";
  if (summary.felt === 0) {
    return {
      health: summary.invocations === 0 ? "unknown" : "ok",
      sentence: `No request waited for a cold start in ${formatCount(summary.invocations)} invocations.${partly}`,
    };
  }
  const cause = explained === null ? null : mainCause(explained.causes);
  const why =
    cause === null
      ? ""
      : `, ${cause.share === 1 ? "all" : `${formatCount(cause.count)} of them`} because of ${causeTexts[cause.cause].noun}`;
  return {
    health: healthOf(summary.feltRate, null),
    sentence: `${formatCount(summary.felt)} of ${formatCount(summary.invocations)} invocations (${formatRatio(summary.feltRate)}) waited for a cold start, 95 % of them up to ${formatDuration(summary.initP95Ms)}${why}${summary.billedInitUsd === null ? "" : `; billed ${formatUsd(summary.billedInitUsd)}`}.${partly}`,
  };
}

function unknownPart(functions: readonly ToldFunction[]): string {
  const unknown = functions.filter(({ state }) => state === "unknown").length;
  const partial = functions.filter(({ state }) => state === "partial").length;
  const parts = [
    ...(unknown > 0 ? [`${formatCount(unknown)} of ${formatCount(functions.length)} functions unknown`] : []),
    ...(partial > 0 ? [`${formatCount(partial)} read in part`] : []),
  ];
  return parts.length === 0 ? "" : `; ${parts.join(", ")}`;
}

function healthOf(rate: number | null, route: ToldRoute | null): Answer["health"] {
  const waits =
    route !== null && route.joined >= FEWEST_REQUESTS && (route.latencyShare ?? 0) >= NOTABLE_WAIT;
  return (rate ?? 0) >= NOTABLE_RATE || waits ? "warning" : "ok";
}
