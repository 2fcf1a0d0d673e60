import { describe, expect, it } from "vitest";
import { EnvironmentError, parseEnvironment } from "@/lib/config/environment";
import { parseRedisUrl } from "@/lib/config/redis-settings";

const plain = { cluster: false, tls: false, caFile: null, username: null, password: null, database: 0 };

describe("parseRedisUrl", () => {
  it.each([
    ["redis://cache", { ...plain, nodes: [{ host: "cache", port: 6379 }] }],
    ["redis://[::1]:7000/3", { ...plain, nodes: [{ host: "::1", port: 7000 }], database: 3 }],
    ["redis://a:7000?cluster=true", { ...plain, nodes: [{ host: "a", port: 7000 }], cluster: true }],
    [
      "rediss://app:p%40ss%2C@h:6380",
      { ...plain, nodes: [{ host: "h", port: 6380 }], tls: true, username: "app", password: "p@ss," },
    ],
    [
      "redis://:pw@a:1, b:2,redis://c:3",
      {
        ...plain,
        password: "pw",
        cluster: true,
        nodes: [
          { host: "a", port: 1 },
          { host: "b", port: 2 },
          { host: "c", port: 3 },
        ],
      },
    ],
  ])("reads %s", (text, settings) => {
    expect(parseRedisUrl(text, null)).toEqual(settings);
  });

  it.each([
    "cache:6379",
    "http://cache",
    "redis://",
    "redis://a,,b",
    "redis://a,rediss://b",
    "redis://a/x",
    "redis://a/1?cluster=true",
    "redis://a?tls=true",
    "redis://:50%@a",
  ])("refuses %s", (text) => {
    expect(typeof parseRedisUrl(text, null)).toBe("string");
  });
});

describe("REDIS_URL", () => {
  it("is off unless given", () => {
    expect(parseEnvironment({}).redis).toBeNull();
    expect(parseEnvironment({ REDIS_URL: "rediss://a", REDIS_CA: "/ca.pem" }).redis?.caFile).toBe("/ca.pem");
  });

  it("is refused without telling the password", () => {
    const wrong = () => parseEnvironment({ REDIS_URL: "redis://me:hunter2@cache/first" });
    expect(wrong).toThrow(EnvironmentError);
    expect(wrong).toThrow(/REDIS_URL=… must name the database/);
    expect(wrong).not.toThrow(/hunter2/);
  });
});
