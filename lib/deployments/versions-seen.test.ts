import { describe, expect, it } from "vitest";
import { versionsSeen } from "@/lib/deployments/versions-seen";
import { deploymentText } from "@/lib/model/deployment-text";

/** One number a minute; `·` is no datapoint. The last three minutes are not settled. */
function seen(versions: Readonly<Record<string, string>>, shareNow: number | null = null): string[] {
  const counts = Object.entries(versions).map(([version, drawn]) => ({
    name: "pay",
    alias: "live",
    version,
    counts: drawn.split(" ").map((cell) => (cell === "·" ? 0 : Number(cell))),
    shareNow,
  }));
  const length = counts[0]?.counts.length ?? 0;
  const timesMs = Array.from({ length }, (_, i) => i * 60_000);
  const periods = { timesMs, periodMs: 60_000, settledMs: (length - 3) * 60_000 };
  return versionsSeen(counts, periods).map((one) => `${one.atMs / 60_000} ${deploymentText(one)}`);
}

describe("versionsSeen", () => {
  it("sees a version begin and cease", () => {
    expect(
      seen({
        41: "90 90 90 90 81 81 81 90 90 90 90 90 90",
        42: "· · · · 9 9 9 · · · · · ·",
      }),
    ).toEqual(["4 version 42 takes 10 % of live", "7 version 42 taken back from live"]);
  });

  it("takes the alias's own share where the traffic agrees with it", () => {
    const drawn = { 41: "90 90 90 81 79 80 80 80", 42: "· · · 9 8 10 9 9" };
    expect(seen(drawn, 0.1)).toEqual(["3 version 42 takes 10 % of live"]);
    expect(seen(drawn, 0.5)).toEqual(["3 version 42 takes 10 % of live"]);
  });

  it("sees all traffic go to another version as one change", () => {
    expect(seen({ 41: "90 90 90 · · · · ·", 42: "· · · 90 90 90 90 90" })).toEqual([
      "3 version 42 takes all of live",
    ]);
  });

  it("says nothing of little traffic, of versions present all along, and of the newest minutes", () => {
    expect(seen({ 41: "1 1 1 1 1 1 1 1", 42: "· · · 1 · · · ·" })).toEqual([]);
    expect(seen({ 41: "90 90 90 90 90 90 90", 42: "9 9 9 9 9 9 9" })).toEqual([]);
    expect(seen({ 41: "90 90 90 90 90 90 90", 42: "9 9 9 9 · · ·" })).toEqual([]);
    expect(seen({})).toEqual([]);
    expect(seen({ 41: "· · · · ·" })).toEqual([]);
  });
});
