import { epochMs } from "@/lib/base/time";
import type { GraphStatistics, ServiceGraph } from "@/lib/model/trace";

/** One call of a trace: the callee counts it, and so does the edge that it came by. */
export interface GraphCall {
  readonly from: string;
  readonly to: string;
  readonly ms: number;
  readonly outcome: "ok" | "error" | "throttle" | "fault";
  readonly link: boolean;
}

/**
 * Calls written down as one reads them, a line each: `caller > callee 12ms fault ×3`; `~>` is a link, `ok` and `×1` may
 * be left out. Services are `type/name`, where `stage` and `fn` stand for X-Ray's long types.
 *
 *     client/shop > stage/shop 30ms ×4
 *     stage/shop > lambda/charge 20ms
 *     lambda/charge > fn/charge 19ms fault
 */
export function readCalls(text: string): GraphCall[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .flatMap((line): GraphCall[] => {
      const match = /^(\S+) (~?>) (\S+) (\d+(?:\.\d+)?)ms(?: (ok|error|throttle|fault))?(?: ×(\d+))?$/.exec(
        line,
      );
      if (!match) throw new Error(`Not a call: ${line}`);
      const [, from = "", arrow, to = "", ms, outcome = "ok", times = "1"] = match;
      const call = { from, to, ms: Number(ms), outcome: outcomeOf(outcome), link: arrow === "~>" };
      return Array.from({ length: Number(times) }, () => call);
    });
}

const types: Readonly<Record<string, string>> = {
  stage: "AWS::ApiGateway::Stage",
  lambda: "AWS::Lambda",
  fn: "AWS::Lambda::Function",
  table: "AWS::DynamoDB::Table",
  queue: "AWS::SQS::Queue",
};

/** The answer of GetServiceGraph for these calls; reference ids are given in the order of `services`, if given. */
export function graphOf(
  calls: readonly GraphCall[],
  order: (keys: string[]) => string[] = (keys) => keys,
): ServiceGraph {
  const keys = order([...new Set(calls.flatMap(({ from, to }) => [from, to]))]);
  const reference = (key: string) => keys.indexOf(key) + 10;
  return {
    fromMs: epochMs(0),
    toMs: epochMs(60_000),
    containsOldGroupVersions: false,
    services: keys.map((key) => {
      const received = calls.filter(({ to }) => to === key);
      const [, kind = "", name = ""] = /^([^/]+)\/(.*)$/.exec(key) ?? [];
      const outgoing = calls.filter(({ from }) => from === key);
      const targets = [...new Set(outgoing.map(({ to, link }) => `${link ? "~" : ""}${to}`))];
      return {
        referenceId: reference(key),
        name,
        names: [name],
        type: types[kind] ?? kind,
        accountId: kind === "client" || kind === "remote" ? null : "111111111111",
        state: "active",
        root: false,
        statistics: kind === "client" ? null : statisticsOf(received),
        responseTimes: histogramOf(received),
        durations: [],
        edges: targets.map((target) => {
          const link = target.startsWith("~");
          const to = link ? target.slice(1) : target;
          const taken = outgoing.filter((call) => call.to === to && call.link === link);
          return {
            to: reference(to),
            type: link ? "link" : null,
            statistics: statisticsOf(taken),
            responseTimes: histogramOf(taken),
          };
        }),
      };
    }),
  };
}

function statisticsOf(calls: readonly GraphCall[]): GraphStatistics {
  const of = (outcome: GraphCall["outcome"]) => calls.filter((call) => call.outcome === outcome).length;
  return {
    ok: of("ok"),
    error: of("error"),
    throttle: of("throttle"),
    fault: of("fault"),
    total: calls.length,
    totalResponseMs: calls.reduce((sum, { ms }) => sum + ms, 0),
  };
}

function histogramOf(calls: readonly GraphCall[]) {
  const counts = new Map<number, number>();
  for (const { ms } of calls) counts.set(ms, (counts.get(ms) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([valueMs, count]) => ({ valueMs, count }));
}

function outcomeOf(text: string): GraphCall["outcome"] {
  return text === "error" || text === "throttle" || text === "fault" ? text : "ok";
}
