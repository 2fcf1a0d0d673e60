import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCredentials, findCredentials } from "@/lib/aws/credentials";
import { failureOf } from "@/lib/aws/failure-of";
import { createHttpHandler } from "@/lib/aws/http-handler";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { AccountSettings } from "@/lib/config/accounts";

const found = { accessKeyId: "id", secretAccessKey: "secret" };

describe("createCredentials", () => {
  it("fails at once for a while after a failed search, then searches again", async () => {
    let now = 0;
    let searches = 0;
    const provide = createCredentials(
      async () => {
        searches += 1;
        if (searches === 1) throw new Error("none");
        return found;
      },
      { now: () => now, awsOffset: () => 0 },
    );
    await expect(provide()).rejects.toThrow("none");
    now = 4_999;
    await expect(provide()).rejects.toThrow("none");
    expect(searches).toBe(1);
    now = 5_000;
    expect(await provide()).toEqual(found);
  });

  it("searches once for all who ask at the same time", async () => {
    let searches = 0;
    const provide = createCredentials(async () => {
      searches += 1;
      return found;
    });
    await Promise.all([provide(), provide(), provide()]);
    expect(searches).toBe(1);
  });

  it("keeps what ends until shortly before, by AWS's clock", async () => {
    let now = 0;
    let searches = 0;
    // AWS's clock is a year ahead: by this machine's the keys would be good for a year and an hour.
    const ahead = 365 * 24 * HOUR_MS;
    const provide = createCredentials(
      async () => {
        searches += 1;
        return { ...found, expiration: new Date(Date.now() + ahead + HOUR_MS) };
      },
      { now: () => now, awsOffset: () => ahead },
    );
    const left = ((await provide()).expiration?.getTime() ?? 0) - Date.now();
    expect(Math.abs(left - HOUR_MS)).toBeLessThan(MINUTE_MS);
    now = 54 * MINUTE_MS;
    await provide();
    expect(searches).toBe(1);
    now = 56 * MINUTE_MS;
    await provide();
    expect(searches).toBe(2);
  });

  it("goes on with keys that still hold when a renewal fails, and fails when they end", async () => {
    let now = 0;
    let fails = false;
    const told: string[] = [];
    const provide = createCredentials(
      async () => {
        if (fails) throw new Error("STS is away");
        return { ...found, expiration: new Date(Date.now() + HOUR_MS) };
      },
      { now: () => now, awsOffset: () => 0 },
      (keyId) => told.push(keyId),
    );
    await provide();
    fails = true;
    for (now = 56 * MINUTE_MS; now < 59 * MINUTE_MS; now += 3_000) {
      expect(await provide()).toMatchObject(found);
    }
    now = HOUR_MS + 1_000;
    await expect(provide()).rejects.toThrow("STS is away");
    fails = false;
    now += 5_000;
    expect(await provide()).toMatchObject(found);
    expect(told).toEqual(["id", "id"]);
  });
});

describe("findCredentials of a profile in the file of accounts", () => {
  const folder = mkdtempSync(join(tmpdir(), "lambdascope-credentials-"));
  const sts = { requestHandler: createHttpHandler(null) };
  const account = (profile: string): AccountSettings => ({
    name: "prod",
    source: "profile",
    profile,
    roleArn: null,
    externalId: null,
    roleSessionName: null,
    endpointUrl: null,
    regions: ["us-east-1"],
  });

  beforeEach(() => {
    const config = join(folder, "config");
    writeFileSync(
      config,
      "[profile team-sso]\nsso_session = team\nsso_account_id = 123456789012\nsso_role_name = viewer\n[sso-session team]\nsso_region = us-east-1\nsso_start_url = https://team.awsapps.com/start\n",
    );
    vi.stubEnv("HOME", folder);
    vi.stubEnv("AWS_CONFIG_FILE", config);
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAOTHER");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "of another account");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function failureOfSearch(profile: string) {
    const error: unknown = await findCredentials(account(profile), sts)().then(
      () => null,
      (reason: unknown) => reason,
    );
    const context = { service: "sts", operation: "GetCallerIdentity", region: "us-east-1" } as const;
    return failureOf(error, { ...context, profile, endpointUrl: null });
  }

  it("says how to sign in again where the SSO session is over", async () => {
    const failure = await failureOfSearch("team-sso");
    expect(failure.kind).toBe("expired-credentials");
    expect(failure.nextStep).toContain('"aws sso login --profile team-sso"');
  });

  it("does not take the environment's keys for a profile that is not there", async () => {
    const failure = await failureOfSearch("absent");
    expect(failure.kind).toBe("no-credentials");
    expect(failure.nextStep).toContain("the profile absent exists");
  });
});
