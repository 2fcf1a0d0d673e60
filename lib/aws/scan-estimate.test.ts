import { expect, it } from "vitest";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";

const createdMs = Date.UTC(2026, 0, 5, 12);
const nowMs = createdMs + 10 * DAY_MS;
const window = { fromMs: nowMs - 3 * HOUR_MS, toMs: nowMs - 2 * HOUR_MS };
const group: LogGroupInfo = {
  name: "g",
  arn: null,
  createdMs,
  retentionDays: null,
  storedBytes: 241e6,
  logClass: "STANDARD",
};

it("is the same for an hour, and less in the next, in which the same bytes cover more time", () => {
  const bytesAt = (atMs: number) => estimateScan([group], window, atMs).bytes;
  expect([1, 20 * MINUTE_MS, HOUR_MS].map((ms) => bytesAt(nowMs + ms))).toEqual([1e6, 1e6, 1e6]);
  expect(bytesAt(nowMs + HOUR_MS + 1)).toBe(Math.round(241e6 / 242));
});
