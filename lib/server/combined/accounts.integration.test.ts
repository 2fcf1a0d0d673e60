import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as logs } from "@/app/api/logs/route";
import { GET as overview } from "@/app/api/overview/route";
import { lambdaClient } from "@/lib/aws/clients";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { combinedOverviewSchema } from "@/lib/model/views/combined-overview";
import { type Overview, overviewSchema } from "@/lib/model/views/overview";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { loadAccounts } from "@/lib/server/settings/accounts";
import { openView } from "@/lib/server/view-request";
import { stubAws } from "@/lib/testing/stub-aws";

/** Two accounts with functions of the same names behind four entries of one file, two of which do not answer. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const folder = mkdtempSync(join(tmpdir(), "lambdascope-accounts-"));
const region = "us-east-1";
let prod: Sandbox;
let test: Sandbox;

beforeAll(async () => {
  const small = { hours: 3, rps: 2, quotas: false, regions: [region], log: () => {} };
  [prod, test] = await Promise.all([
    startSandbox({ ...small, nowMs: now, seed: 7 }),
    // Another world, in another account, whose clock is an hour ahead.
    startSandbox({ ...small, nowMs: now + HOUR_MS, seed: 8, accountId: "111122223333" }),
  ]);
  const config = join(folder, "lambdascope.yaml");
  writeFileSync(
    config,
    `regions: [${region}, eu-west-1]
accounts:
  - {name: prod, profile: prod, endpointUrl: "${prod.url}"}
  - {name: test, roleArn: "arn:aws:iam::111122223333:role/lambdascope", endpointUrl: "${test.url}"}
  - {name: old, profile: old-sso, endpointUrl: "${prod.url}"}
  - {name: shut, roleArn: "arn:aws:iam::111122223333:role/nobody", endpointUrl: "${test.url}"}
`,
  );
  const credentials = join(folder, "credentials");
  writeFileSync(
    credentials,
    "[prod]\naws_access_key_id = AKIAPROD\naws_secret_access_key = x\n[old-sso]\naws_access_key_id = AKIAEXPIRED\naws_secret_access_key = x\n",
  );
  stubAws("");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", credentials);
  vi.stubEnv("LAMBDASCOPE_CONFIG", config);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([prod?.close(), test?.close()]);
  rmSync(folder, { recursive: true });
});

function ask(search: Record<string, string>): Promise<Response> {
  const asked = { from: "now-2h", to: "now", ...search };
  return overview(new Request(`http://localhost/api/overview?${new URLSearchParams(asked)}`));
}

async function read(account: string): Promise<Overview> {
  return overviewSchema.parse(await (await ask({ account })).json());
}

/** How often a role was given. */
async function rolesGiven(sandbox: Sandbox): Promise<number> {
  const calls = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  const { calls: all, failed } = calls.operations["sts.AssumeRole"];
  return all - failed;
}

const figures = ({ functions }: Pick<Overview, "functions">) =>
  (functions ?? []).map(({ name, invocations, errors }) => [name, invocations, errors]);

describe("accounts of one file", () => {
  it("never answer for each other, in their own time", async () => {
    const [one, two] = await Promise.all([read("prod"), read("test")]);
    expect(
      figures(one)
        .map(([name]) => name)
        .sort(),
    ).toEqual(
      figures(two)
        .map(([name]) => name)
        .sort(),
    );
    expect(figures(one)).not.toEqual(figures(two));
    // Ranges end with the next whole minute.
    expect(Math.abs(one.meta.toMs - now)).toBeLessThanOrEqual(2 * MINUTE_MS);
    expect(Math.abs(two.meta.toMs - now - HOUR_MS)).toBeLessThanOrEqual(2 * MINUTE_MS);
    // From the cache, and asked side by side again: still each its own.
    const [two2, one2] = await Promise.all([read("test"), read("prod")]);
    expect(figures(one2)).toEqual(figures(one));
    expect(figures(two2)).toEqual(figures(two));
  });

  it("are the first one where none is named", async () => {
    const unnamed = overviewSchema.parse(await (await ask({})).json());
    expect(figures(unnamed)).toEqual(figures(await read("prod")));
  });

  it("assume a role once for all services", async () => {
    await read("test");
    const credentials = await lambdaClient({ account: "test", region }).config.credentials();
    expect(credentials.accessKeyId).toMatch(/^ASIA/);
    // Keys of an hour, by a clock that is far from this machine's.
    expect(credentials.expiration?.getTime()).toBeGreaterThan(Date.now());
    expect(await rolesGiven(test)).toBe(1);
  });

  it("explain a sign-in that has run out, with the command, and a role that may not be assumed", async () => {
    const expired = await ask({ account: "old" });
    expect(expired.status).toBe(502);
    const { error } = await expired.json();
    expect(error.kind).toBe("expired-credentials");
    expect(error.nextStep).toContain("aws sso login --profile old-sso");
    const shut = await ask({ account: "shut" });
    expect(shut.status).toBe(502);
    expect((await shut.json()).error).toMatchObject({
      kind: "denied",
      message: expect.stringContaining("arn:aws:iam::111122223333:role/nobody"),
      nextStep: expect.stringContaining("trust policy"),
    });
  });

  it("are told apart from unknown ones, and one at a time where a page takes one", async () => {
    const unknown = await ask({ account: "stage" });
    expect(unknown.status).toBe(400);
    expect((await unknown.json()).error.message).toContain("Known: prod, test, old, shut");
    const several = await logs(new Request("http://localhost/api/logs?src=fn:orders-api&account=all"));
    expect(several.status).toBe(400);
    expect((await several.json()).error.message).toContain("Choose one: prod, test, old, shut");
  });

  it("say in the settings who answers", async () => {
    const view = await openView({}, new AbortController().signal);
    const { accounts } = await loadAccounts(view);
    expect(accounts.map(({ name, accountId, failure }) => [name, accountId, failure?.kind ?? null])).toEqual([
      ["prod", "210987654321", null],
      ["test", "111122223333", null],
      ["old", null, "expired-credentials"],
      ["shut", null, "denied"],
    ]);
  });
});

describe("several accounts in one table", () => {
  it("has every row of those that answer and a state for those that do not", async () => {
    const answer = await ask({ account: "all" });
    expect(answer.status).toBe(200);
    const told = combinedOverviewSchema.parse(await answer.json());
    expect(told.targets.map(({ account, state }) => [account, state])).toEqual([
      ["prod", "ok"],
      ["test", "ok"],
      ["old", "expired"],
      ["shut", "denied"],
    ]);
    for (const account of ["prod", "test"]) {
      const own = told.functions?.filter((row) => row.account === account) ?? [];
      expect(own.map(({ name, invocations, errors }) => [name, invocations, errors]).sort()).toEqual(
        figures(await read(account)).sort(),
      );
    }
    expect(told.answer.sentence).toMatch(
      /2 of 4 could not be read in full: old in us-east-1: sign-in expired/,
    );
    expect(told.answer.health).not.toBe("ok");
    expect(told.meta.incomplete.map(({ what }) => what)).toEqual(["old us-east-1", "shut us-east-1"]);
  });

  it("takes lists, and regions in which there is nothing", async () => {
    const told = combinedOverviewSchema.parse(
      await (await ask({ account: "prod,test", region: "all" })).json(),
    );
    expect(told.targets.map(({ account, region: where, state }) => `${account} ${where} ${state}`)).toEqual([
      "prod us-east-1 ok",
      "prod eu-west-1 empty",
      "test us-east-1 ok",
      "test eu-west-1 empty",
    ]);
  });

  it("refuses an unknown one in a list", async () => {
    expect((await ask({ account: "prod,stage" })).status).toBe(400);
    expect((await ask({ account: "all", region: "mars-1" })).status).toBe(400);
  });
});
