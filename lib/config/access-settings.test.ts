import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAccessSettings } from "@/lib/config/access-settings";

const long = "0123456789abcdef0123456789abcdef";

const oidc = {
  LAMBDASCOPE_OIDC_ISSUER: "https://id.example.org/realms/main",
  LAMBDASCOPE_OIDC_CLIENT_ID: "lambdascope",
  LAMBDASCOPE_OIDC_CLIENT_SECRET: "hush",
  LAMBDASCOPE_URL: "https://lambdas.example.org/",
  LAMBDASCOPE_SESSION_SECRET: long,
  LAMBDASCOPE_VIEWERS: "groups=ops, platform; email=*@example.org",
};

describe("parseAccessSettings", () => {
  it("serves the loopback alone where nothing is said", () => {
    expect(parseAccessSettings({})).toMatchObject({
      mode: "loopback",
      oidc: null,
      proxy: null,
      costlyPerMinute: null,
      auditFile: null,
    });
  });

  it("reads OpenID Connect", () => {
    expect(parseAccessSettings(oidc)).toMatchObject({
      mode: "oidc",
      origin: "https://lambdas.example.org",
      costlyPerMinute: 120,
      viewers: [
        { claim: "groups", values: ["ops", "platform"] },
        { claim: "email", values: ["*@example.org"] },
      ],
      oidc: { clientSecret: "hush", scopes: "openid profile email", sessionSecrets: [long] },
    });
  });

  it("reads secrets from files, and a second one for cookies of yesterday", () => {
    const folder = mkdtempSync(join(tmpdir(), "lambdascope-"));
    const file = join(folder, "secret");
    writeFileSync(file, `${long}-from-file\n`);
    const settings = parseAccessSettings({
      ...oidc,
      LAMBDASCOPE_SESSION_SECRET: undefined,
      LAMBDASCOPE_SESSION_SECRET_FILE: file,
      LAMBDASCOPE_SESSION_SECRET_PREVIOUS: long,
    });
    expect(settings.oidc?.sessionSecrets).toEqual([`${long}-from-file`, long]);
  });

  it("reads a trusted proxy", () => {
    expect(
      parseAccessSettings({ LAMBDASCOPE_PROXY_SECRET: long, LAMBDASCOPE_PROXY_USER_HEADER: "X-User" }),
    ).toMatchObject({
      mode: "proxy",
      viewers: [],
      proxy: { secret: long, userHeader: "x-user", secretHeader: "x-lambdascope-proxy-secret" },
    });
  });

  it("names everything that is wrong at once, and no secret", () => {
    const parse = () =>
      parseAccessSettings({
        LAMBDASCOPE_OIDC_ISSUER: "http://id.example.org",
        LAMBDASCOPE_OIDC_CLIENT_SECRET: "a-secret-client",
        LAMBDASCOPE_SESSION_SECRET: "a-secret-too-short",
        LAMBDASCOPE_URL: "lambdas.example.org",
        LAMBDASCOPE_VIEWERS: "ops",
        LAMBDASCOPE_RATE_PER_MINUTE: "many",
        LAMBDASCOPE_OIDC_SCOPES: "profile",
      });
    expect(parse).toThrow("environment variables are wrong");
    for (const name of [
      "OIDC_ISSUER must be an https",
      "OIDC_CLIENT_ID must",
      "SESSION_SECRET must have at least 32 bytes",
      "URL must be a URL",
      "VIEWERS has a rule",
      "RATE_PER_MINUTE must",
      "OIDC_SCOPES must contain openid",
    ]) {
      expect(parse).toThrow(`LAMBDASCOPE_${name}`);
    }
    expect(parse).not.toThrow(/a-secret/);
  });

  it.each([
    [{ LAMBDASCOPE_AUTH: "none" }, "LAMBDASCOPE_AUTH must be oidc, proxy or off"],
    [{ ...oidc, LAMBDASCOPE_PROXY_SECRET: long }, "the settings of both are there"],
    [{ ...oidc, LAMBDASCOPE_VIEWERS: "" }, "must say who may look"],
    [{ ...oidc, LAMBDASCOPE_VIEWERS: "*=ops" }, "has a rule that is not claim=value"],
    [{ ...oidc, LAMBDASCOPE_URL: "http://lambdas.example.org" }, "LAMBDASCOPE_URL must be an https"],
    [{ ...oidc, LAMBDASCOPE_OIDC_ISSUER: "http://127.0.0.1.example.org" }, "ISSUER must be an https"],
    [{ LAMBDASCOPE_PROXY_SECRET: "short" }, "at least 32 bytes"],
    [{ LAMBDASCOPE_AUTH: "proxy" }, "LAMBDASCOPE_PROXY_SECRET must have"],
    [{ ...oidc, LAMBDASCOPE_SESSION_SECRET_FILE: "/nowhere" }, "must not be set together"],
    [{ LAMBDASCOPE_PROXY_SECRET_FILE: "/nowhere/at/all" }, "cannot be read"],
  ])("refuses %j", (source, message) => {
    expect(() => parseAccessSettings(source)).toThrow(message);
  });
});
