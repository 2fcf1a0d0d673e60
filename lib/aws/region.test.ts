import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "lambdascope-region-"));
const config = join(folder, "config");
writeFileSync(config, "[default]\nregion = eu-west-3\n[profile shop]\nregion = eu-north-1\n[profile bare]\n");

/** A fresh module, for the environment is read once. */
async function resolveRegion(): Promise<string | null> {
  vi.resetModules();
  const module = await import("@/lib/aws/region");
  return module.resolveRegion();
}

describe("resolveRegion", () => {
  beforeEach(() => {
    for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_CONFIG_FILE", config);
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("prefers the environment", async () => {
    vi.stubEnv("AWS_REGION", "us-west-2");
    expect(await resolveRegion()).toBe("us-west-2");
  });

  it("takes the region of the default profile, or of the one named", async () => {
    expect(await resolveRegion()).toBe("eu-west-3");
    vi.stubEnv("AWS_PROFILE", "shop");
    expect(await resolveRegion()).toBe("eu-north-1");
  });

  it("is null when none is set anywhere", async () => {
    vi.stubEnv("AWS_PROFILE", "bare");
    expect(await resolveRegion()).toBeNull();
  });
});
