import { type AccessFormat, readAccessLine } from "@/lib/logs/parse/access-format";
import type { LogField } from "@/lib/model/log";

/** What an access log line says of a request; null where the format has no such variable or the value is missing. */
export interface AccessFields {
  readonly requestId: string | null;
  readonly extendedRequestId: string | null;
  readonly lambdaRequestId: string | null;
  readonly traceId: string | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly resourcePath: string | null;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly integrationLatencyMs: number | null;
  readonly requestMs: number | null;
  readonly error: string | null;
  /** All variables, by name, unknown ones included. */
  readonly variables: readonly LogField[];
}

/** null for a line that the format did not write. [D api-gateway-variables-for-access-logging; D http-api-logging-variables] */
export function parseAccessLine(format: AccessFormat, line: string): AccessFields | null {
  const values = readAccessLine(format, line);
  if (values === null) return null;
  const first = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const value = values.get(name) ?? null;
      if (value !== null) return value;
    }
    return null;
  };
  const routeKey = /^([A-Z]+) (\/.*)$/.exec(first("routeKey") ?? "");
  return {
    requestId: first("requestId"),
    extendedRequestId: first("extendedRequestId"),
    lambdaRequestId: first("integration.requestId", "awsEndpointRequestId"),
    traceId: first("xrayTraceId")?.replace(/^Root=/i, "") ?? null,
    method: first("httpMethod") ?? routeKey?.[1] ?? null,
    path: first("path") ?? first("resourcePath") ?? routeKey?.[2] ?? null,
    resourcePath: first("resourcePath") ?? routeKey?.[2] ?? null,
    status: wholeNumber(first("status")),
    latencyMs: wholeNumber(first("responseLatency")),
    integrationLatencyMs: wholeNumber(first("integrationLatency", "integration.latency")),
    requestMs: epochMs(first("requestTimeEpoch")),
    error: first("error.message", "integrationErrorMessage", "integration.error", "authorizer.error"),
    variables: [...values],
  };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Milliseconds in REST APIs; some report seconds for HTTP APIs, which are told by their size. */
function epochMs(text: string | null): number | null {
  const value = wholeNumber(text);
  if (value === null) return null;
  return value < 100_000_000_000 ? value * 1000 : value;
}
