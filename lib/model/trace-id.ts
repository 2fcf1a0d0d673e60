const XRAY = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const W3C = /^[0-9a-f]{32}$/;
/** `X-Amzn-Trace-Id: Root=1-…;Parent=…;Sampled=1` and `traceparent: 00-….-….-01`. */
const HEADER = /(?:root=|^00-)(1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{32})(?![0-9a-f])/;

/**
 * A trace id in X-Ray's spelling, from either: `1-4efaaf4d-1e8720b39541901950019ee5` or W3C's
 * `4efaaf4d1e8720b39541901950019ee5`, also out of a whole trace header. null for a text that is neither.
 * [D xray-api-sendingdata]
 */
export function xrayTraceId(text: string): string | null {
  const whole = text.trim().toLowerCase();
  const id = HEADER.exec(whole)?.[1] ?? whole;
  if (XRAY.test(id)) return id;
  return W3C.test(id) ? `1-${id.slice(0, 8)}-${id.slice(8)}` : null;
}

/** The same in W3C's spelling. */
export function w3cTraceId(xrayId: string): string {
  return xrayId.slice(2).replace("-", "");
}

/**
 * When the trace began, to the second, epoch milliseconds: X-Ray's ids begin with the time. Ids that OpenTelemetry made
 * are random and name any time at all, so this is a hint and no more.
 */
export function timeOfTraceId(xrayId: string): number {
  return Number.parseInt(xrayId.slice(2, 10), 16) * 1000;
}
