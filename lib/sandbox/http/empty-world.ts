import type { World } from "@/lib/sandbox/world/types";

/** A region of the account in which nothing was ever made: every list is empty, every id unknown. */
export function emptyWorld(region: string, accountId: string, nowMs: () => number): World {
  const startMs = nowMs();
  return {
    seed: 0,
    account: { accountId, region, concurrencyLimit: 1_000 },
    region,
    startMs,
    nowMs,
    advance: () => undefined,
    functions: [],
    apis: [],
    eventSources: [],
    alarms: [],
    compositeAlarms: [],
    incidents: [],
    trials: [],
    invocation: noRecord,
    request: noRecord,
    environment: noRecord,
    invocationCount: 0,
    requestCount: 0,
    environmentCount: 0,
    invocationsOf: () => [],
    invocationsOfEnvironment: () => [],
    environmentsOf: () => [],
    requestsOf: () => [],
    throttlesOf: () => [],
    asyncOf: () => [],
    attemptsOf: () => [],
    childrenOf: () => [],
    detail: noRecord,
    requestDetail: noRecord,
    logStreamName: noRecord,
    findTrace: () => undefined,
    findInvocationByRequestId: () => undefined,
  };
}

function noRecord(index: number): never {
  throw new RangeError(`An empty world has no record ${index}`);
}
