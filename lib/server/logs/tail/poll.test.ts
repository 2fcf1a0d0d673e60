import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { filterLogEvents } from "@/lib/aws/log-events";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs, SECOND_MS } from "@/lib/base/time";
import type { LogEvent, LogSource } from "@/lib/model/log";
import { poll } from "@/lib/server/logs/tail/poll";
import { TailedGroup } from "@/lib/server/logs/tail/tailed-group";

/** What polling claims to be complete, while events come late; AWS's part is played here. */
vi.mock("@/lib/aws/log-events", () => ({ filterLogEvents: vi.fn() }));

const source: LogSource = {
  key: "group:/g",
  kind: "group",
  label: "/g",
  group: "/g",
  functionName: null,
  accessLogFormat: null,
};
const beganMs = Date.UTC(2026, 0, 15, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: beganMs });
});

afterEach(() => {
  vi.useRealTimers();
});

it("does not claim to be complete up to an instant before late events of before it are shown", async () => {
  const late: LogEvent = {
    group: "/g",
    stream: "s",
    id: "1",
    timestampMs: beganMs - 50 * SECOND_MS,
    ingestionMs: beganMs + 3 * SECOND_MS,
    message: "late",
  };
  vi.mocked(filterLogEvents).mockImplementation(async function* (_scope, { fromMs, toMs }) {
    const there = late.ingestionMs <= Date.now() && late.timestampMs >= fromMs && late.timestampMs < toMs;
    yield { events: there ? [late] : [], bytes: 0, last: true };
  });
  const leaving = new AbortController();
  const scope = testScope({ signal: leaving.signal, nowMs: epochMs(Date.now()) });
  let shownWith: number | null = null;
  const group = new TailedGroup(
    scope,
    async ({ type }) => {
      if (type === "events") shownWith ??= group.watermarkMs;
    },
    "/g",
    [source],
    null,
  );
  const polling = poll(group, leaving.signal, "Live Tail is denied.").catch(() => {});
  await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
  expect(shownWith).not.toBeNull();
  expect(shownWith).toBeLessThan(late.ingestionMs);
  expect(group.watermarkMs).toBeGreaterThan(late.ingestionMs);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
  await polling;
});
