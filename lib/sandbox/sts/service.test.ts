import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, it } from "vitest";
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
