import "server-only";
import { SECOND_MS } from "@/lib/base/time";
import type { Reach } from "@/lib/cold-starts/environment-facts";

/**
 * The platform's lines in both formats; the middle of a line never counts. Of JSON only lines whose `type` says so: the
 * platform writes `time` first. [D telemetry-schema-reference; L 2023–2026]
 */
const PLATFORM =
  '/^(START RequestId: |REPORT RequestId: |(INIT|RESTORE)_(START|REPORT) |RequestId: [^ ]+ Error: Runtime exited |[^ ]+ [^ ]+ Task timed out after |\\[ERROR\\] \\[[^\\]]+\\] LAMBDA_RUNTIME Failed to post handler success response\\. Http response code: 413|\\{"time":"[^"]+","type":"platform\\.)/';

/** Yes or no as 1 or 0, without comparisons: whether those are numbers in `stats` is not documented. */
const has = (...words: readonly string[]): string =>
  words.length === 1 ? one(words[0] ?? "") : `greatest(${words.map(one).join(", ")})`;
const one = (word: string): string =>
  `strcontains(@message, ${word.includes('"') ? `'${word}'` : `"${word}"`})`;

/** Columns of a row; instants are counted from the first one read, plus one, so that 0 is none. */
const instants = ["firstStart", "lastStart", "lastDeath", "lastSeen", "began", "initAt", "coldAt"] as const;

/**
 * Sums by stream (an execution environment) and by place: before the window, in it, and after it. One query tells of all
 * the functions whose groups it names. Nothing is compared, only counted and multiplied.
 */
export function sumsQuery({ window, read }: Reach): string {
  const [low, high] = [wholeSecond(read.fromMs), read.toMs + SECOND_MS];
  const length = Math.max(1, window.toMs - window.fromMs);
  const since = `(toMillis(@timestamp) - ${low} + 1)`;
  return [
    `filter @message like ${PLATFORM}`,
    "parse @message /^INIT_REPORT Init Duration: (?<initText>[0-9.]+) ms/",
    "parse @message /^RESTORE_REPORT Restore Duration: (?<restoreText>[0-9.]+) ms/",
    "parse @message /\\tRestore Duration: (?<waitText>[0-9.]+) ms\\tBilled Restore Duration: (?<waitBilledText>[0-9.]+) ms/",
    [
      `fields ${has("START RequestId: ", '"type":"platform.start"')} as isStart`,
      `${has("REPORT RequestId: ", '"type":"platform.report"')} as isReport`,
      `${has("INIT_START ", '"type":"platform.initStart"')} as isInit`,
      `${has("RESTORE_START ", '"type":"platform.restoreStart"')} as isRestore`,
      `${has("INIT_REPORT ", "RESTORE_REPORT ", '"type":"platform.initReport"', '"type":"platform.restoreReport"')} as isInitReport`,
      `${has("\tStatus: timeout", "\tStatus: error", '"status":"timeout"', '"status":"error"')} as isBad`,
      `${has("\tStatus: timeout", "\tStatus: error", '"status":"timeout"', '"status":"error"', '"status":"failure"')} as isUnwell`,
      `${has("Task timed out after ", "Error: Runtime exited ")} as isFailure`,
      `${has('"initializationType":"provisioned-concurrency"')} as isProvisioned`,
      `${has("\tInit Duration: ", "\tRestore Duration: ", '"initDurationMs":', '"restoreDurationMs":')} as saysWait`,
      `${has("\tError Type: Runtime.OutOfMemory", '"errorType":"Runtime.OutOfMemory"')} as saysMemory`,
      `${has("Error: Runtime exited with error: signal: killed")} as isKill`,
      `${has("\tError Type: Function.ResponseSizeTooLarge", '"errorType":"Function.ResponseSizeTooLarge"')} as saysSize`,
      `${has("LAMBDA_RUNTIME Failed to post handler success response")} as isRefused`,
    ].join(", "),
    [
      "fields coalesce(@initDuration, record.metrics.initDurationMs) as initMs",
      "coalesce(waitText, record.metrics.restoreDurationMs) as restoreMs",
      "coalesce(waitBilledText, record.metrics.billedRestoreDurationMs) as billedRestoreMs",
      "coalesce(@duration, record.metrics.durationMs) as ranMs",
      "coalesce(@billedDuration, record.metrics.billedDurationMs) as billedMs",
      // A megabyte of these fields is 1,000,000 bytes. [D CWL_QuerySyntax-examples]
      "coalesce(record.metrics.memorySizeMB, @memorySize / 1000000) as sizeMb",
      "coalesce(record.metrics.maxMemoryUsedMB, @maxMemoryUsed / 1000000) as usedMb",
      "coalesce(initText, restoreText, record.metrics.durationMs) as phaseMs",
      // -1 before the window, 0 in it, 1 after it.
      `greatest(-1, least(1, floor((toMillis(@timestamp) - ${window.fromMs}) / ${length}))) as place`,
      `${since} as sinceLow`,
      `(${high} - toMillis(@timestamp)) as untilHigh`,
      "greatest(isReport * isBad, isFailure) as isDeath",
      "isReport * saysWait as isCold",
    ].join(", "),
    [
      "stats sum(isStart) as starts",
      "sum(isReport) as reports",
      "sum(isDeath) as deaths",
      "max(untilHigh * isStart) as firstStart",
      "max(sinceLow * isStart) as lastStart",
      "max(sinceLow * isDeath) as lastDeath",
      "max(sinceLow * greatest(isStart, isReport)) as lastSeen",
      "max(sinceLow * greatest(isInit, isRestore)) as began",
      "max(isRestore) as restored",
      "max(isProvisioned) as provisioned",
      "max(sinceLow * isInitReport) as initAt",
      "max(phaseMs * isInitReport) as phase",
      "max(isInitReport * isUnwell) as failed",
      "max(sinceLow * isCold) as coldAt",
      "max(initMs * isCold) as coldInit",
      "max(restoreMs * isCold) as coldRestore",
      "max(billedRestoreMs * isCold) as coldBilledRestore",
      "max(ranMs * isCold) as coldRan",
      "max(billedMs * isCold) as coldBilled",
      "max(sizeMb * isReport) as memorySize",
      "max(usedMb * isReport) as memoryUsed",
      // 1 where nothing of the size is left.
      "sum(isReport * greatest(0, 1 - greatest(0, sizeMb - usedMb))) as full",
      "sum(isReport * saysMemory) as outOfMemory",
      "sum(isFailure * isKill) as killed",
      "sum(isReport * saysSize) as tooLarge",
      "sum(isRefused) as refused by @log as log, @logStream as stream, place",
    ].join(", "),
  ].join(" | ");
}

/** An instant of a row, epoch milliseconds; null: none. */
export function instantIn(
  text: string | undefined,
  name: (typeof instants)[number],
  { read }: Reach,
): number | null {
  const value = Number(text ?? 0);
  if (!Number.isFinite(value) || value <= 0) return null;
  return name === "firstStart" ? read.toMs + SECOND_MS - value : wholeSecond(read.fromMs) - 1 + value;
}

/** Insights takes whole seconds, so that the first one is read whole. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
