import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { deploymentById, withId } from "@/lib/deployments/deployment-id";
import { mergeDeployments } from "@/lib/deployments/merge-deployments";
import type { Deployment, DeploymentKind, DeploymentSource } from "@/lib/model/deployment";

const pay = { kind: "function", name: "pay" } as const;

function told(
  second: number,
  kind: DeploymentKind,
  source: DeploymentSource,
  changes: Partial<Omit<Deployment, "id">> = {},
): Deployment {
  return withId({
    subject: pay,
    kind,
    atMs: epochMs(1_768_475_100_000 + second * 1000),
    source,
    version: null,
    alias: null,
    share: null,
    by: source === "cloudtrail" ? "mira.holm" : null,
    description: null,
    ...changes,
  });
}

const anyTold = fc
  .record({
    second: fc.integer({ min: 0, max: 4000 }),
    kind: fc.constantFrom<DeploymentKind>("code", "configuration", "version", "alias", "stage", "canary"),
    source: fc.constantFrom<DeploymentSource>("cloudtrail", "api", "traffic"),
    version: fc.constantFrom(null, "41", "42"),
    share: fc.constantFrom(null, 0, 0.1),
    name: fc.constantFrom("pay", "ledger"),
  })
  .map(({ second, kind, source, version, share, name }) =>
    told(second, kind, source, {
      version,
      share,
      alias: kind === "alias" ? "live" : null,
      subject: { kind: "function", name },
    }),
  );

describe("mergeDeployments", () => {
  it("gives the same for any order, and for its own result", () => {
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 12 }), fc.nat(), (all, turn) => {
        const merged = mergeDeployments(all);
        const turned = all.map((_, i) => all[(i + turn) % all.length] ?? _);
        expect(mergeDeployments(turned.reverse())).toEqual(merged);
        expect(mergeDeployments(merged)).toEqual(merged);
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
        expect(merged.map(({ atMs }) => atMs)).toEqual(merged.map(({ atMs }) => atMs).sort((a, b) => a - b));
      }),
    );
  });

  it("never loses what CloudTrail tells", () => {
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 12 }), (all) => {
        const ids = new Set(mergeDeployments(all).map(({ id }) => id));
        for (const one of all) if (one.source === "cloudtrail") expect(ids).toContain(one.id);
      }),
    );
  });

  it("keeps the call where the service dates the same change a moment later", () => {
    const call = told(0, "configuration", "cloudtrail", { version: "$LATEST" });
    const dated = told(2, "code", "api", { version: "$LATEST" });
    const other = told(90, "code", "api", { version: "$LATEST" });
    expect(mergeDeployments([dated, other, call])).toEqual([call, other]);
  });

  it("knows a version by its number and a stage's deployment by its id, whenever they are dated", () => {
    const published = told(0, "version", "cloudtrail", { version: "42" });
    const dated = told(-86_400, "version", "api", { version: "42" });
    const older = told(-86_400, "version", "api", { version: "41" });
    expect(mergeDeployments([published, dated, older])).toEqual([older, published]);
    const put = told(0, "stage", "cloudtrail", { version: "d1" });
    expect(mergeDeployments([told(-500, "stage", "api", { version: "d1" }), put])).toEqual([put]);
  });

  it("takes first traffic for the call before it, but taking back for another change", () => {
    const call = told(20, "alias", "cloudtrail", { alias: "live", version: "42", share: 0.1 });
    const seen = told(0, "alias", "traffic", { alias: "live", version: "42", share: 0.12 });
    const ended = told(600, "alias", "traffic", { alias: "live", version: "42", share: 0 });
    expect(mergeDeployments([seen, ended, call])).toEqual([call, ended]);
  });

  it("does not change its input", () => {
    const all = [told(5, "code", "api"), told(0, "alias", "traffic")];
    const copy = structuredClone(all);
    mergeDeployments(all);
    expect(all).toEqual(copy);
  });
});

describe("deploymentById", () => {
  const call = told(0, "code", "cloudtrail", { version: "$LATEST" });
  const later = told(300, "code", "cloudtrail", { version: "$LATEST" });

  it("finds the same change as another source dates it, the nearest", () => {
    expect(deploymentById([call, later], call.id)).toBe(call);
    const dated = told(200, "code", "api", { version: "$LATEST" });
    expect(deploymentById([call, later], dated.id)).toBe(later);
  });

  it.each(["", "code.pay.", "code.other.1768475100", "code.pay.1768485100", "x"])("knows no %j", (id) => {
    expect(deploymentById([call, later], id)).toBeNull();
  });
});
