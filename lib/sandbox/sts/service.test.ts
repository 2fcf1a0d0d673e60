import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await tinySandbox();
});

afterAll(() => sandbox.close());

it("says who calls", async () => {
  const identity = await new STSClient(clientSettings(sandbox)).send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({
    Account: "210987654321",
    Arn: "arn:aws:iam::210987654321:user/sandbox",
    UserId: expect.stringMatching(/^AIDA[0-9A-F]{17}$/),
  });
  expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

it("refuses an expired and an invalid key by the names that STS uses", async () => {
  for (const [accessKeyId, name] of [
    ["AKIAEXPIRED0000000", "ExpiredToken"],
    ["AKIAINVALID0000000", "InvalidClientTokenId"],
  ] as const) {
    const client = new STSClient({
      ...clientSettings(sandbox),
      credentials: { accessKeyId, secretAccessKey: "x" },
    });
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: expect.stringContaining(name),
      $metadata: { httpStatusCode: 403 },
    });
  }
});

describe("AssumeRole", () => {
  const assume = (name: string, more: { readonly ExternalId?: string; readonly account?: string } = {}) => {
    const { account = "210987654321", ...rest } = more;
    const RoleArn = `arn:aws:iam::${account}:role/${name}`;
    return new STSClient(clientSettings(sandbox)).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: "tester", ...rest }),
    );
  };

  it("gives keys that end in an hour of the sandbox's time", async () => {
    const { Credentials, AssumedRoleUser } = await assume("teams/lambdascope");
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(Credentials?.SessionToken).not.toBe("");
    expect(Credentials?.Expiration).toBeInstanceOf(Date);
    expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::210987654321:assumed-role/lambdascope/tester");
  });

  it("asks for the external id of a role that has one", async () => {
    await expect(assume("lambdascope-external")).rejects.toMatchObject({ name: "AccessDenied" });
    const { Credentials } = await assume("lambdascope-external", { ExternalId: "team-4711" });
    expect(Credentials).toBeDefined();
  });

  it("denies a role of another account and one that is not there, in the same words", async () => {
    for (const denied of [assume("lambdascope", { account: "111122223333" }), assume("nobody")]) {
      await expect(denied).rejects.toThrow(
        /is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::\d{12}:role/,
      );
    }
  });
});
