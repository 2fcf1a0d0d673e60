import { describe, expect, it } from "vitest";
import { releaseDetail, releaseText } from "@/lib/deployments/release-text";
import { releasesOf } from "@/lib/deployments/releases";
import { trailChanges } from "@/lib/deployments/trail-changes";
import { trailEvent } from "@/lib/testing/trail-events";

const pay = { functionName: "pay" };
const code = trailEvent("10:00:00", "UpdateFunctionCode", pay);
const version = trailEvent("10:00:08", "PublishVersion", {
  ...pay,
  answeredVersion: "42",
  description: "Instalments",
});
const alias = trailEvent("10:00:28", "UpdateAlias", { ...pay, alias: "live", aliasVersion: "42" });

function releases(...events: Parameters<typeof trailChanges>[0]) {
  return releasesOf(trailChanges(events, []).deployments).map((release) => ({
    text: releaseText(release),
    steps: release.members.length,
  }));
}

describe("releasesOf", () => {
  it("takes upload, version and alias for one release, told by what moved traffic", () => {
    expect(releases(alias, code, version)).toEqual([{ text: "version 42 takes all of live", steps: 3 }]);
  });

  it("keeps apart what another person did, what came later, and what follows the traffic", () => {
    const other = { ...version, by: "deploy" };
    expect(releases(code, other)).toHaveLength(2);
    expect(releases(code, trailEvent("10:01:01", "PublishVersion", pay))).toHaveLength(2);
    const back = trailEvent("10:00:40", "UpdateAlias", { ...pay, alias: "live", aliasVersion: "41" });
    expect(releases(code, version, alias, back).map(({ steps }) => steps)).toEqual([3, 1]);
    expect(releases(code, trailEvent("10:00:08", "PublishVersion", { functionName: "ledger" }))).toHaveLength(
      2,
    );
  });

  it("has every change once", () => {
    const { deployments } = trailChanges([code, version, alias], []);
    expect(releasesOf(deployments).flatMap(({ members }) => members)).toEqual(
      deployments.toSorted((a, b) => a.atMs - b.atMs),
    );
    expect(releasesOf([])).toEqual([]);
  });

  it("says who, and how it is known", () => {
    const [release] = releasesOf(trailChanges([version], []).deployments);
    expect(release && releaseDetail(release)).toBe("Instalments · mira.holm · CloudTrail");
  });
});
