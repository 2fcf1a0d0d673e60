import { expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { tellTimesIn } from "@/lib/server/incidents/tell-times";

function told(zone: "UTC" | "Europe/Berlin", from: string, to: string): string {
  const [fromMs, toMs] = [epochMs(Date.parse(from)), epochMs(Date.parse(to))];
  return tellTimesIn({ fromMs, toMs }, zone).range(fromMs, toMs);
}

it("says the day where there are two, and both offsets where the clock was changed", () => {
  expect(told("UTC", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")).toBe("00:30 to 01:30 UTC");
  expect(told("UTC", "2026-03-28T23:30:00Z", "2026-03-29T01:30:00Z")).toBe(
    "28 Mar 23:30 to 29 Mar 01:30 UTC",
  );
  expect(told("Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")).toBe(
    "01:30 UTC+1 to 03:30 UTC+2",
  );
});
