import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeAlarmHistory } from "@/lib/aws/alarm-history";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs, HOUR_MS, SECOND_MS } from "@/lib/base/time";
import { stubAws } from "@/lib/testing/stub-aws";

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let server: Server;
let pages: readonly object[] = [];
let asked = 0;

/** A server whose n-th answer is the n-th page, or the last one again with ever new tokens. */
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(pages[Math.min(asked, pages.length - 1)]).replace("TOKEN", `t${asked}`));
    asked += 1;
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  stubAws(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`);
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const item = (secondsAgo: number, HistorySummary: string) => ({
  AlarmName: "a",
  Timestamp: (now - secondsAgo * SECOND_MS) / 1000,
  HistorySummary,
});

function read(hours: number) {
  asked = 0;
  return describeAlarmHistory(testScope(), { fromMs: epochMs(now - hours * HOUR_MS), toMs: now });
}

describe("the history of alarms", () => {
  it("comes over several pages, the newest first, and is told from the oldest on", async () => {
    pages = [
      { AlarmHistoryItems: [item(10, "Alarm updated from OK to ALARM")], NextToken: "TOKEN" },
      { NextToken: "TOKEN" },
      { AlarmHistoryItems: [item(90, "Alarm updated from ALARM to OK"), item(95, "something new")] },
    ];
    const { changes, readFromMs, unreadable } = await read(1);
    expect(changes.map(({ to, atMs }) => [to, (now - atMs) / SECOND_MS])).toEqual([
      ["OK", 90],
      ["ALARM", 10],
    ]);
    expect([readFromMs, unreadable]).toEqual([null, 1]);
  });

  it("ends after twenty pages, and says since when it is whole", async () => {
    pages = [{ AlarmHistoryItems: [item(30, "Alarm updated from OK to ALARM")], NextToken: "TOKEN" }];
    const { changes, readFromMs } = await read(2);
    expect(asked).toBe(20);
    expect(changes).toHaveLength(20);
    expect(readFromMs).toBe(now - 30 * SECOND_MS);
  });

  it("may be empty", async () => {
    pages = [{}];
    expect(await read(3)).toEqual({ changes: [], readFromMs: null, unreadable: 0 });
  });
});
