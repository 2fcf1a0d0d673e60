import type { EnvironmentName } from "@/lib/cold-starts/gather-environment";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";

/** A platform line at an instant; whatever is not given is not written. */
export function platformLine(
  what: PlatformLine["what"],
  atMs: number,
  fields: Partial<PlatformLine> = {},
): PlatformLine {
  return {
    what,
    atMs,
    requestId: null,
    initializationType: null,
    status: null,
    durationMs: null,
    billedDurationMs: null,
    initMs: null,
    restoreMs: null,
    billedRestoreMs: null,
    memorySizeMb: null,
    maxMemoryUsedMb: null,
    sign: null,
    traceId: null,
    ...fields,
  };
}

/** START and REPORT of one invocation. */
export function invoked(fromMs: number, toMs: number, fields: Partial<PlatformLine> = {}): PlatformLine[] {
  const durationMs = toMs - fromMs;
  return [
    platformLine("start", fromMs),
    platformLine("report", toMs, { durationMs, billedDurationMs: Math.ceil(durationMs), ...fields }),
  ];
}

export function environmentName(stream: string, version = "7"): EnvironmentName {
  return { functionName: "orders-api", version, group: "/aws/lambda/orders-api", stream };
}
