import { formatDuration } from "@/lib/base/format-duration";
import type { Health } from "@/lib/model/views/common";
import type { RequestFindings } from "@/lib/model/views/request";

type Parts = Pick<RequestFindings, "gateways" | "invocations" | "ids">;

/** What happened, in one sentence. */
export function tellRequest({ gateways, invocations, ids }: Parts): {
  readonly health: Health;
  readonly sentence: string;
} {
  const [gateway] = gateways;
  const main = invocations.filter(({ role }) => role === "integration" || role === "invocation");
  const caused = invocations.filter(({ role }) => role === "caused");
  const failing = invocations.filter(({ status }) => isFailing(status));
  const after = causedWords(caused);
  if (gateway !== undefined) {
    const { status, method, path, resourcePath, latencyMs, timeout, throttled, error } = gateway;
    const took = latencyMs === null ? "" : ` after ${formatDuration(latencyMs)}`;
    const subject =
      [method, path ?? resourcePath].filter((part) => part !== null).join(" ") || "The API request";
    const answered = status === null ? "has no status in its log" : `answered ${status}${took}`;
    const why =
      timeout || status === 504
        ? whyTimeout(gateway.functionName, main)
        : throttled
          ? "refused by a limit"
          : (status ?? 0) >= 500
            ? (reasonOf(main) ?? error ?? "the integration failed")
            : (status ?? 0) >= 400 && main.length === 0
              ? (error ?? "refused before any function ran")
              : mainWords(main);
    const health: Health =
      status === null
        ? "unknown"
        : status >= 500
          ? "critical"
          : status >= 400 || failing.length > 0
            ? "warning"
            : "ok";
    return { health, sentence: `${subject} ${answered}${why === null ? "" : `: ${why}`}.${after}` };
  }
  const [first] = main.length > 0 ? main : invocations;
  if (first !== undefined) {
    const attempts = invocations.filter(({ requestId }) => requestId === first.requestId);
    const last = attempts.at(-1) ?? first;
    const name = first.functionName ?? "A function";
    const times = attempts.length > 1 ? ` in ${attempts.length} attempts` : "";
    const reason = isFailing(last.status) ? reasonOf([last]) : null;
    const ended = isFailing(last.status) ? `failed${times}` : `${endWords(last.status)}${times}`;
    const took = last.durationMs === null ? "" : ` after ${formatDuration(last.durationMs)}`;
    const others = invocations.filter(({ requestId }) => requestId !== first.requestId);
    return {
      health: isFailing(last.status)
        ? "critical"
        : last.status === "success"
          ? failing.length > 0
            ? "warning"
            : "ok"
          : "unknown",
      sentence: `${name} ${ended}${took}${reason === null ? "" : `: ${reason}`}${coldWords(first)}.${main.length > 0 ? causedWords(others) : ""}`,
    };
  }
  return {
    health: "unknown",
    sentence:
      ids.length > 0
        ? "The id is named, but no invocation and no API request of it was found."
        : "Not found.",
  };
}

export function isFailing(status: string): boolean {
  return status === "error" || status === "timeout" || status === "out-of-memory" || status === "crash";
}

type Invocation = RequestFindings["invocations"][number];

function whyTimeout(functionName: string | null, main: readonly Invocation[]): string {
  const [run] = main;
  if (run === undefined)
    return `the gateway gave up waiting${functionName === null ? "" : ` for ${functionName}`}`;
  const took = run.durationMs === null ? "had not finished" : `took ${formatDuration(run.durationMs)}`;
  return `the gateway gave up waiting, ${run.functionName ?? "the function"} ${took}${isFailing(run.status) ? ` and ended in ${wordOf(run.status)}` : ""}`;
}

function reasonOf(main: readonly Invocation[]): string | null {
  const failed = main.find(({ status }) => isFailing(status));
  if (failed === undefined) return null;
  const error = failed.error === null ? "" : `, ${short(failed.error)}`;
  return `${failed.functionName ?? "the function"} ended in ${wordOf(failed.status)}${error}`;
}

function mainWords(main: readonly Invocation[]): string | null {
  const [run] = main;
  if (run === undefined) return null;
  const took = run.durationMs === null ? "" : ` ${formatDuration(run.durationMs)} of it`;
  return `${run.functionName ?? "a function"}${took}${coldWords(run)}`;
}

function coldWords({ cold, initMs }: Invocation): string {
  return cold === true ? `, a cold start${initMs === null ? "" : ` of ${formatDuration(initMs)}`}` : "";
}

function causedWords(caused: readonly Invocation[]): string {
  if (caused.length === 0) return "";
  const requests = new Map(caused.map((one) => [one.requestId, one]));
  const last = [...requests.keys()].map((id) => caused.filter((one) => one.requestId === id).at(-1));
  const failed = last.filter((one) => one !== undefined && isFailing(one.status)).length;
  const retried = caused.length > requests.size ? ` in ${caused.length} attempts` : "";
  return ` It caused ${requests.size} further invocation${requests.size === 1 ? "" : "s"}${retried}${failed > 0 ? `, of which ${failed} failed` : ""}.`;
}

function endWords(status: string): string {
  return status === "success"
    ? "succeeded"
    : status === "running"
      ? "has not finished in its log"
      : "has no end in its log";
}

function wordOf(status: string): string {
  return status === "error"
    ? "an error"
    : status === "crash"
      ? "a crash"
      : status === "timeout"
        ? "its own timeout"
        : "out of memory";
}

function short(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
