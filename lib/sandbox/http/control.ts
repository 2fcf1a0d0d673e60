import type { FaultEngine } from "@/lib/sandbox/faults/fault-engine";
import { faultRulesBody } from "@/lib/sandbox/faults/fault-rule";
import type { CallLog } from "@/lib/sandbox/http/call-log";
import type { Regions } from "@/lib/sandbox/http/regions";
import type { WireAnswer, WireRequest } from "@/lib/sandbox/http/wire";
import type { World } from "@/lib/sandbox/world/types";

/** What the sandbox's own endpoints under `/_sandbox/` work on. */
export interface ControlParts {
  readonly regions: Regions;
  readonly faults: FaultEngine;
  readonly calls: CallLog;
  /** Regions that have a shop; the first is the default of `?region`. */
  readonly regionNames: readonly string[];
  /** @param withLogs log ingestion belongs in the bill */
  readonly truth: (world: World, fromMs: number, toMs: number, withLogs: boolean) => unknown;
  readonly truthRequests: (world: World, fromMs: number, toMs: number, limit: number) => unknown;
}

const PREFIX = "/_sandbox/";
const MAX_LIMIT = 10_000;

const ENDPOINTS = [
  "GET /_sandbox/health",
  "GET /_sandbox/truth?from&to&region&logs=on|off",
  "GET /_sandbox/truth/requests?from&to&limit&region",
  "GET | POST | DELETE /_sandbox/faults",
  "GET | DELETE /_sandbox/calls?region",
];

/** A mistake of the caller, told as `{ error }` with status 400. */
class BadControlRequest extends Error {}

export function isControlPath(path: string): boolean {
  return path.startsWith(PREFIX);
}

/**
 * - `GET ` (nothing more): these endpoints
 * - `GET health`
 * - `GET truth?from&to&region&logs`, `GET truth/requests?from&to&limit&region`; times as epoch ms or ISO 8601. Only with
 *   `logs=on` has the bill a line for log ingestion: it renders every line of the window, seconds per busy hour
 * - `GET faults`, `POST faults {rules: […]}` replaces them, `DELETE faults`
 * - `GET calls?region`: of that region, or of all; `DELETE calls`
 */
export function answerControl(parts: ControlParts, request: WireRequest): WireAnswer {
  try {
    const result = resultOf(parts, request);
    return result === undefined
      ? json(404, { error: `The sandbox has no ${request.method} ${request.path}` })
      : json(200, result);
  } catch (error) {
    if (error instanceof BadControlRequest) return json(400, { error: error.message });
    throw error;
  }
}

function resultOf(parts: ControlParts, request: WireRequest): unknown {
  switch (`${request.method} ${request.path.slice(PREFIX.length)}`) {
    case "GET ":
      return { endpoints: ENDPOINTS };
    case "GET health":
      return health(parts);
    case "GET truth": {
      const { world, fromMs, toMs } = windowOf(parts, request);
      return parts.truth(world, fromMs, toMs, withLogs(request));
    }
    case "GET truth/requests": {
      const { world, fromMs, toMs } = windowOf(parts, request);
      return parts.truthRequests(world, fromMs, toMs, limitOf(request));
    }
    case "GET faults":
      return { rules: parts.faults.list() };
    case "POST faults":
      parts.faults.replace(rulesOf(request));
      return { rules: parts.faults.list() };
    case "DELETE faults":
      parts.faults.replace([]);
      return { rules: [] };
    case "GET calls":
      return parts.calls.summary(request.query.get("region") ?? undefined);
    case "DELETE calls":
      parts.calls.reset();
      return parts.calls.summary();
    default:
      return undefined;
  }
}

function health(parts: ControlParts) {
  const regions = parts.regionNames.map((name) => {
    const world = parts.regions.world(name);
    return {
      region: name,
      startMs: world.startMs,
      nowMs: world.nowMs(),
      functions: world.functions.length,
      apis: world.apis.length,
      invocations: world.invocationCount,
      requests: world.requestCount,
    };
  });
  return { status: "ok", regions };
}

function windowOf(parts: ControlParts, request: WireRequest) {
  const region = request.query.get("region") ?? parts.regionNames[0] ?? "us-east-1";
  if (!parts.regionNames.includes(region)) {
    throw new BadControlRequest(`region: ${region} is not one of ${parts.regionNames.join(", ")}`);
  }
  const world = parts.regions.world(region);
  const fromMs = instantOf(request, "from") ?? world.startMs;
  const toMs = instantOf(request, "to") ?? world.nowMs();
  if (fromMs > toMs) throw new BadControlRequest("from: is after to");
  return { world, fromMs, toMs };
}

function instantOf(request: WireRequest, name: string): number | undefined {
  const text = request.query.get(name);
  if (text === null) return undefined;
  const instant = /^\d{1,16}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(instant)) {
    throw new BadControlRequest(`${name}: neither epoch milliseconds nor an ISO 8601 time`);
  }
  return instant;
}

function withLogs(request: WireRequest): boolean {
  const text = request.query.get("logs") ?? "off";
  if (text !== "on" && text !== "off") throw new BadControlRequest("logs: must be on or off");
  return text === "on";
}

function limitOf(request: WireRequest): number {
  const text = request.query.get("limit") ?? "100";
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new BadControlRequest(`limit: must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  return limit;
}

function rulesOf(request: WireRequest) {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(request.body));
  } catch {
    throw new BadControlRequest("The body is not valid JSON");
  }
  const parsed = faultRulesBody.safeParse(body);
  if (parsed.success) return parsed.data.rules;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new BadControlRequest(lines.join("; "));
}

function json(status: number, body: unknown): WireAnswer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
