import { appLines, uncaughtLines } from "@/lib/sandbox/logs/render/app-lines";
import type { Line } from "@/lib/sandbox/logs/render/line";
import * as json from "@/lib/sandbox/logs/render/platform-json";
import * as text from "@/lib/sandbox/logs/render/platform-text";
import type {
  EnvironmentRecord,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

/** All lines of one attempt, in the order in which they are written: init's own application lines, START … REPORT. */
export function invocationLines(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  invocation: InvocationRecord,
  detail: InvocationDetail,
): Line[] {
  const startMs = Math.floor(invocation.startMs);
  const endMs = Math.floor(invocation.startMs + invocation.durationMs);
  const early: Line[] = [];
  const during: Line[] = [];
  for (const log of detail.logs) {
    const wanted = invocation.startMs + log.offsetMs;
    if (log.offsetMs < 0) {
      // A later invocation of the environment has no init in which to write.
      if (!invocation.cold) continue;
      early.push(...appLines(fn, invocation, detail, log, clamp(wanted, environment.initStartMs, startMs)));
    } else if (wanted <= endMs) {
      during.push(...appLines(fn, invocation, detail, log, clamp(wanted, startMs, endMs)));
    }
  }
  if (invocation.outcome === "error") during.push(...uncaughtLines(fn, detail, endMs));
  const platform = fn.logFormat === "JSON" ? jsonFrame : textFrame;
  const { before, after } = platform(fn, environment, invocation, detail, startMs, endMs);
  return [...early, ...before, ...during, ...after];
}

/**
 * Lines of the environment itself: INIT_START and, where AWS writes it, INIT_REPORT; RESTORE_* for SnapStart. In text
 * INIT_REPORT stands on failure always, on success only for provisioned concurrency. [D lambda-runtime-environment]
 */
export function environmentLines(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  region: string,
  streamName: string,
): Line[] {
  const startMs = Math.floor(environment.initStartMs);
  const endMs = Math.floor(environment.initStartMs + environment.initMs);
  if (fn.logFormat === "JSON") {
    return [
      ...line(startMs, json.initStart(fn, environment, region, streamName)),
      ...line(endMs, json.initReport(fn, environment, endMs)),
    ];
  }
  const reported =
    environment.restore || environment.initStatus !== "ok" || environment.start === "provisioned";
  return [
    ...line(startMs, text.initStart(fn, environment, region)),
    ...line(endMs, reported ? text.initReport(environment) : null),
  ];
}

interface Frame {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
}

function textFrame(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  startMs: number,
  endMs: number,
): Frame {
  return {
    before: line(startMs, text.start(detail, invocation)),
    after: [
      ...line(endMs, text.oldFailure(fn, invocation, detail, endMs)),
      ...line(endMs, text.end(detail)),
      ...line(endMs, text.report(fn, environment, invocation, detail)),
    ],
  };
}

function jsonFrame(
  fn: FunctionDef,
  environment: EnvironmentRecord,
  invocation: InvocationRecord,
  detail: InvocationDetail,
  startMs: number,
  endMs: number,
): Frame {
  return {
    before: line(startMs, json.start(fn, invocation, detail)),
    after: [
      ...line(endMs, json.runtimeDone(fn, invocation, detail, endMs)),
      ...line(endMs, json.report(fn, environment, invocation, detail, endMs)),
    ],
  };
}

function line(atMs: number, content: string | null): Line[] {
  return content === null ? [] : [{ atMs, text: content }];
}

function clamp(value: number, low: number, high: number): number {
  return Math.floor(Math.min(Math.max(value, low), high));
}
