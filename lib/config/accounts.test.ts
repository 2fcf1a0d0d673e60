import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAccounts } from "@/lib/config/accounts";

const folder = mkdtempSync(join(tmpdir(), "lambdascope-accounts-"));
const environment = { configFile: null, profile: "mine", endpointUrl: null, regions: ["eu-north-1"] };

afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const configFile = join(folder, "lambdascope.yaml");
  writeFileSync(configFile, text);
  return readAccounts({ ...environment, configFile });
}

describe("readAccounts", () => {
  it("has one account without a file: what the environment says", () => {
    expect(readAccounts(environment)).toEqual([
      {
        name: "default",
        source: "default-chain",
        profile: "mine",
        roleArn: null,
        externalId: null,
        roleSessionName: null,
        endpointUrl: null,
        regions: ["eu-north-1"],
      },
    ]);
  });

  it("takes regions from the account, else from the top, else from the environment", () => {
    const two = "accounts: [{name: a, regions: [us-west-2]}, {name: b}]";
    expect(read(`regions: [eu-west-1]\n${two}`).map(({ regions }) => regions[0])).toEqual([
      "us-west-2",
      "eu-west-1",
    ]);
    expect(read(two).map(({ regions }) => regions[0])).toEqual(["us-west-2", "eu-north-1"]);
  });

  it("uses a profile of the file alone, and the default chain without one", () => {
    const [own, chain] = read("accounts: [{name: a, profile: p}, {name: b}]");
    expect(own).toMatchObject({ source: "profile", profile: "p" });
    expect(chain).toMatchObject({ source: "default-chain", profile: "mine" });
  });

  it("says which file cannot be read", () => {
    const configFile = join(folder, "absent.yaml");
    expect(() => readAccounts({ ...environment, configFile })).toThrow(
      `LAMBDASCOPE_CONFIG=${configFile} cannot be read: ENOENT`,
    );
  });
});
