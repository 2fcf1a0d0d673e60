import { describe, expect, it } from "vitest";
import { answerRows, type RowsJob } from "@/lib/logs/answer/answer-rows";
import { packEvents } from "@/lib/model/compact-events";
import type { LogEvent, LogSource } from "@/lib/model/log";
import { runRowsJob } from "@/lib/server/logs/rows/run-rows-job";
import { noFilters } from "@/lib/url/logs";

const REQUEST = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const group = "/aws/lambda/orders-api";
const source: LogSource = {
  key: "fn:orders-api",
  kind: "function",
  label: "orders-api",
  group,
  functionName: "orders-api",
  accessLogFormat: null,
};

function failures(type: string, count: number, fromMs: number): LogEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${type} ${fromMs + i}`,
    timestampMs: fromMs + i,
    ingestionMs: fromMs + i,
    group,
    stream: "2026/01/15/[$LATEST]0123456789abcdef0123456789abcdef",
    message: `2026-01-15T12:00:00.000Z\t${REQUEST}\tERROR\tInvoke Error \t${JSON.stringify({ errorType: type, errorMessage: `${type} again`, stack: [] })}`,
  }));
}

function page(events: LogEvent[]) {
  return packEvents(source.key, group, events);
}

const job: RowsJob = {
  sources: [source],
  pages: [page(failures("TypeError", 3, 2_000)), page(failures("Timeout", 1, 2_500))],
  previous: [page(failures("TypeError", 5, 1_000))],
  view: "errors",
  filters: noFilters,
  limit: 10,
};

describe("rows of what was read", () => {
  it("counts each failure beside the window before: none is 0, unread is null", () => {
    expect(answerRows(job).errors?.map(({ count, previousCount }) => [count, previousCount])).toEqual([
      [3, 5],
      [1, 0],
    ]);
    const alone = answerRows({ ...job, previous: null }).errors ?? [];
    expect(alone.map(({ previousCount }) => previousCount)).toEqual([null, null]);
  });

  it("does not depend on the order of the pages", () => {
    expect(answerRows({ ...job, pages: job.pages.toReversed() })).toEqual(answerRows(job));
  });

  it("finds nothing by a pattern that cannot be read", () => {
    const text = { kind: "regex", pattern: "(", ignoreCase: false } as const;
    expect(answerRows({ ...job, filters: { ...noFilters, text } }).matching).toBe(0);
  });

  it("answers the same for few lines and for many", async () => {
    const signal = new AbortController().signal;
    const many: RowsJob = { ...job, view: "lines", pages: [page(failures("TypeError", 6_000, 0))] };
    expect(await runRowsJob(many, signal)).toEqual(answerRows(many));
    expect(await runRowsJob(job, signal)).toEqual(answerRows(job));
  });

  it("ends its work when the caller leaves", async () => {
    const leaving = new AbortController();
    const many: RowsJob = { ...job, pages: [page(failures("TypeError", 6_000, 0))] };
    const answer = runRowsJob(many, leaving.signal);
    leaving.abort();
    await expect(answer).rejects.toThrow(/abort/i);
  });
});
