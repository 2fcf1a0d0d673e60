import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { maySettingsDiffer } from "@/lib/comparison/settings-changed";
import type { DeploymentKind, DeploymentSource } from "@/lib/model/deployment";

describe("the settings before a rollout", () => {
  it.each<[boolean, DeploymentKind, DeploymentSource, number]>([
    [false, "code", "cloudtrail", 50],
    [true, "code", "api", 50],
    [true, "configuration", "cloudtrail", 60],
    [false, "configuration", "cloudtrail", 61],
    [false, "configuration", "cloudtrail", 49],
    [false, "alias", "traffic", 50],
    [false, "version", "api", 50],
  ])("may differ: %s, after %s by %s at %d", (expected, kind, source, at) => {
    const all = [
      { kind: "alias", source: "cloudtrail", atMs: epochMs(55) },
      { kind, source, atMs: epochMs(at) },
    ] as const;
    expect(maySettingsDiffer(all, { fromMs: 50, toMs: 60 })).toBe(expected);
  });
});
