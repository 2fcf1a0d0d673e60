import { describe, expect, it } from "vitest";
import { parseAccountsFile } from "@/lib/config/accounts-file";
import { EnvironmentError } from "@/lib/config/environment";

const right = `
regions: [eu-central-1, us-east-1]
accounts:
  - name: prod
    profile: shop-prod
  - name: test
    roleArn: arn:aws:iam::123456789012:role/path/lambdascope
    externalId: team-4711
    regions: [eu-west-1]
`;

/** Lines of the message that name a place, without the file's name. */
function mistakesIn(text: string): readonly string[] {
  try {
    parseAccountsFile(text, "lambdascope.yaml");
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.message
      .split("\n")
      .filter((line) => line.startsWith("  lambdascope.yaml:"))
      .map((line) => line.slice("  lambdascope.yaml:".length));
  }
  return [];
}

describe("parseAccountsFile", () => {
  it("reads accounts in their order", () => {
    const { accounts, regions } = parseAccountsFile(right, "lambdascope.yaml");
    expect(accounts.map(({ name }) => name)).toEqual(["prod", "test"]);
    expect(accounts[1]).toMatchObject({ externalId: "team-4711", regions: ["eu-west-1"] });
    expect(regions).toEqual(["eu-central-1", "us-east-1"]);
  });

  it("reads JSON", () => {
    expect(parseAccountsFile('{"accounts": [{"name": "prod"}]}', "a.json").accounts).toEqual([
      { name: "prod" },
    ]);
  });

  it("tells all mistakes at once, in the order of the file, with line, column and what is right", () => {
    const text = `regions: [moon]
accounts:
  - name: prod
    rolearn: arn:aws:iam::123456789012:role/x
    colour: red
  - name: 123
    endpointUrl: localhost:4700
  - profile: p
    roleArn: arn:aws:iam::12:role/x
    regions: us-east-1
`;
    expect(mistakesIn(text)).toEqual([
      "1:11 regions[0] “moon” must be a region such as eu-central-1.",
      "4:5 accounts[0] has no setting “rolearn”; did you mean roleArn?",
      expect.stringContaining("5:5 accounts[0] has no setting “colour”; known are name, profile, roleArn"),
      expect.stringContaining(
        "6:5 accounts[1].name “123” must be a text such as shop-prod; put it in quotes",
      ),
      "7:5 accounts[1].endpointUrl “localhost:4700” must be a URL such as http://127.0.0.1:4700.",
      expect.stringContaining("8:5 accounts[2].name must be a text such as shop-prod"),
      expect.stringContaining(
        "9:5 accounts[2].roleArn “arn:aws:iam::12:role/x” must be the ARN of a role such as arn:",
      ),
      "10:5 accounts[2].regions “us-east-1” must be a list of regions such as [eu-central-1, us-east-1].",
    ]);
  });

  it("tells names that are taken and settings that need a role", () => {
    const text = "accounts:\n- name: prod\n- name: Prod\n  externalId: team-4711\n";
    expect(mistakesIn(text)).toEqual([
      expect.stringContaining("3:3 accounts[1].name “Prod” is taken: line 2 has it"),
      expect.stringContaining(
        "4:3 accounts[1].externalId is of use only with a role: add roleArn such as arn:",
      ),
    ]);
  });

  it.each([
    ["", /^1:1 The file must be a list of accounts/],
    ["accounts: []", /^1:1 accounts must have at least one account/],
    [
      "accounts: [prod]",
      /^1:12 accounts\[0\] “prod” must be an account with a name, such as {name: shop-prod/,
    ],
    ["accounts: [{name: all}]", /name “all” must not be all/],
    ["accounts: [{name: 'a,b'}]", /^1:13 accounts\[0\]\.name “a,b” must be letters/],
    ["accounts: [{name: a, name: b}]", /^1:22 Map keys must be unique/],
    ["accounts:\n\t- name: a", /^2:1 Tabs are not allowed as indentation/],
    ['accounts: [{"__proto__": {"name": "x"}}]', /has no setting “__proto__”/],
  ])("says what is wrong with %j", (text, mistake) => {
    expect(mistakesIn(text).join("\n")).toMatch(mistake);
  });

  it("refuses aliases that would fill the memory", () => {
    const bomb = `a: &a [x]\n${[..."bcdefgh"].map((name, i) => `${name}: &${name} [${`*${"abcdefg"[i]},`.repeat(9)}]`).join("\n")}\naccounts: *h\n`;
    expect(() => parseAccountsFile(bomb, "lambdascope.yaml")).toThrow(EnvironmentError);
  });
});
