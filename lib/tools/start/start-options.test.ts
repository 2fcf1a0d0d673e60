import { describe, expect, it } from "vitest";
import { isLoopback, parseStartOptions } from "@/lib/tools/start/start-options.mjs";

describe("parseStartOptions", () => {
  it("listens on this machine alone by default", () => {
    expect(parseStartOptions([])).toEqual({ port: 3000, host: "127.0.0.1", help: false });
  });

  it("takes short and long options", () => {
    expect(parseStartOptions(["-p", "8080", "-H", "localhost"])).toMatchObject({
      port: 8080,
      host: "localhost",
    });
    expect(parseStartOptions(["--port=8080", "--host=::1"])).toMatchObject({ port: 8080, host: "::1" });
  });

  it("refuses an unknown option and shows the known ones", () => {
    expect(() => parseStartOptions(["--verbose"])).toThrow("--host HOST");
  });

  it("refuses every address that others can reach", () => {
    expect(() => parseStartOptions(["-H", "0.0.0.0"], {})).toThrow("Refusing to listen on 0.0.0.0");
    expect(() => parseStartOptions(["-H", "0.0.0.0"], { LAMBDASCOPE_PROXY_SECRET: " " })).toThrow("Refusing");
  });

  it("takes one where people are told apart", () => {
    const env = { LAMBDASCOPE_OIDC_ISSUER: "https://id.example.org" };
    expect(parseStartOptions(["-H", "0.0.0.0"], env)).toMatchObject({ host: "0.0.0.0" });
  });
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["localhost", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.5", false],
  ["127.0.0.1.example.org", false],
  ["localhost.example.org", false],
  ["", false],
])("%s is loopback: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
