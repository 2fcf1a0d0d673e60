import { beforeEach, expect, it, vi } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { getLogEvents } from "@/lib/aws/log-events";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs } from "@/lib/base/time";
import type { LogEvent } from "@/lib/model/log";
import { LoadBudget } from "@/lib/server/logs/load-budget";
import { readStream } from "@/lib/server/logs/read-stream";

/** What of a stream is unread when it is not read to its end; AWS's part is played here. */
vi.mock("@/lib/aws/log-events", () => ({ getLogEvents: vi.fn() }));

const failure = {
  kind: "throttled",
  operation: "logs:GetLogEvents",
  message: "slow down",
  nextStep: "",
  action: null,
  resource: null,
} as const;
/** One event every ten milliseconds, four a page; fails before the page with the event of `brokenMs`. */
let brokenMs: number;

beforeEach(() => {
  brokenMs = Number.POSITIVE_INFINITY;
  vi.mocked(getLogEvents).mockImplementation(async function* (_scope, { group, stream, fromMs, toMs }) {
    for (let ms = fromMs; ms < toMs; ms += 40) {
      if (ms >= brokenMs) throw new AwsFailure(failure);
      const events = [0, 10, 20, 30].map((offset): LogEvent => {
        const timestampMs = ms + offset;
        return { id: `${timestampMs}`, timestampMs, ingestionMs: timestampMs, group, stream, message: "x" };
      });
      yield { events, bytes: 4, last: ms + 40 >= toMs };
    }
  });
});

async function read(limit: number) {
  const shares: number[] = [];
  const outcome = await readStream(
    testScope({ nowMs: epochMs(1_000) }),
    {
      group: "/g",
      stream: "s",
      intervals: [
        { fromMs: 0, toMs: 80 },
        { fromMs: 120, toMs: 200 },
      ],
    },
    new LoadBudget({ events: limit, bytes: 1_000 }),
    async (_events, _bytes, { share }) => {
      shares.push(share);
    },
  );
  return { ...outcome, shares };
}

it("reads all parts of the window", async () => {
  expect(await read(1_000)).toEqual({ unread: [], failure: null, shares: [0.1875, 0.5, 0.6875, 1] });
});

it("stops at the budget and names the rest, from the last millisecond read on", async () => {
  const unread = [
    { fromMs: 30, toMs: 80 },
    { fromMs: 120, toMs: 200 },
  ];
  expect(await read(3)).toEqual({ unread, failure: null, shares: [0.1875] });
});

it("leaves nothing unread when the budget ends with the last page", async () => {
  expect((await read(16)).unread).toEqual([]);
});

it("tells a failure and what it left unread", async () => {
  brokenMs = 160;
  expect(await read(1_000)).toMatchObject({ unread: [{ fromMs: 150, toMs: 200 }], failure });
});
