import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Operation } from "@/lib/sandbox/http/contract";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";

/** X-Ray made the default rule when the account first used it: before the world began. */
const RULE_AGE_S = 400 * 24 * 3600;

/** The one rule of an account that never made its own: 1 request per second and 5 % of the rest. */
export const getSamplingRules: Operation = (_input, { world }) => {
  const createdAt = Math.floor(world.startMs / 1000) - RULE_AGE_S;
  const { region, accountId } = world.account;
  return {
    SamplingRuleRecords: [
      {
        SamplingRule: {
          RuleName: "Default",
          RuleARN: `arn:aws:xray:${region}:${accountId}:sampling-rule/Default`,
          ResourceARN: "*",
          Priority: 10_000,
          FixedRate: 0.05,
          ReservoirSize: 1,
          ServiceName: "*",
          ServiceType: "*",
          Host: "*",
          HTTPMethod: "*",
          URLPath: "*",
          Version: 1,
          Attributes: {},
        },
        CreatedAt: createdAt,
        ModifiedAt: createdAt,
      },
    ],
  };
};

/** How the default rule did in the last full minutes of an hour, as far as traced stages are concerned. */
export const getSamplingStatisticSummaries: Operation = (_input, { world, nowMs }) => {
  const toMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const fromMs = Math.max(toMs - HOUR_MS, Math.ceil(world.startMs / MINUTE_MS) * MINUTE_MS);
  const minutes = new Map<number, { requests: number; sampled: number }>();
  const minuteOf = (ms: number) => {
    const minute = Math.floor(ms / MINUTE_MS) * MINUTE_MS;
    const known = minutes.get(minute) ?? { requests: 0, sampled: 0 };
    minutes.set(minute, known);
    return known;
  };
  for (const api of world.apis) {
    if (api.kind !== "REST" || !api.tracing) continue;
    const requests = world.requestsOf(api.index, fromMs, toMs);
    for (let i = 0; i < requests.length; i++) {
      minuteOf(world.request(requests[i] ?? -1).startMs).requests++;
    }
  }
  for (const root of traceRoots(world, fromMs, toMs)) {
    if (root.kind === "request") minuteOf(root.startMs).sampled++;
  }
  return {
    SamplingStatisticSummaries: [...minutes]
      .sort(([a], [b]) => a - b)
      .map(([minute, { requests, sampled }]) => ({
        RuleName: "Default",
        Timestamp: minute / 1000,
        RequestCount: requests,
        BorrowCount: 0,
        SampledCount: sampled,
      })),
  };
};
