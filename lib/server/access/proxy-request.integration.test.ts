import { createServer, request as httpRequest } from "node:http";
import { unstable_doesMiddlewareMatch as isGuarded } from "next/experimental/testing/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filePolicy } from "@/lib/access/content-security-policy";
import { securityHeaders } from "@/lib/access/security-headers";
import { parseAccessSettings } from "@/lib/config/access-settings";
import { watchConnections } from "@/lib/server/access/connection";
import { type Outcome, proxyRequest } from "@/lib/server/access/proxy-request";
import { readVisitor } from "@/lib/server/access/visitor-headers";
import nextConfig from "@/next.config.js";
import { config } from "@/proxy";

const loopback = parseAccessSettings({});
let settings = loopback;
let last: Outcome | null = null;

/** Hands each request to the proxy, as Next does: headers and address, not the socket. */
const server = createServer((request, response) => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  proxyRequest(
    new Request(`http://x${request.url}`, { method: request.method ?? "GET", headers }),
    false,
    settings,
  ).then(
    async (outcome) => {
      last = outcome;
      const answer = "answer" in outcome ? outcome.answer : new Response("page");
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

function listen(host: string): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

function get(port: number, path = "/", headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = { host: "127.0.0.1", port, path, headers: { accept: "text/html", ...headers } };
    httpRequest(asked, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    })
      .on("error", reject)
      .end();
  });
}

describe("a server on the loopback", () => {
  let port = 0;
  beforeAll(async () => {
    watchConnections();
    port = await listen("127.0.0.1");
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("lets pages pass with a nonce of their own, and nothing that was sent in its name", async () => {
    const forged = {
      "x-lambdascope-viewer": "root",
      "x-nonce": "mine",
      "content-security-policy": "script-src *",
    };
    expect((await get(port, "/logs?q=1", forged)).status).toBe(200);
    const outcome = last;
    if (outcome === null || "answer" in outcome) throw new Error("It was stopped.");
    const nonce = outcome.requestHeaders.get("x-nonce") ?? "";
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(outcome.requestHeaders.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
    expect(outcome.answerHeaders.get("content-security-policy")).toContain(
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    );
    expect(outcome.answerHeaders.get("content-security-policy")).not.toMatch(/script-src[^;]*unsafe/);
    expect(readVisitor(outcome.requestHeaders)).toEqual({ viewer: null, path: "/logs" });
    expect(outcome.requestHeaders.has("x-lambdascope-connection")).toBe(false);
    await get(port);
    expect(last && "requestHeaders" in last && last.requestHeaders.get("x-nonce")).not.toBe(nonce);
  });

  it("cannot be told that it is one", async () => {
    const answer = await get(port, "/", { "x-lambdascope-connection": "guess loopback 127.0.0.1" });
    expect(answer.status).toBe(200);
  });

  it("refuses a name that is not its own, as a page and as JSON", async () => {
    const page = await get(port, "/", { host: "evil.example" });
    expect(page).toMatchObject({ status: 403, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(page.text).toContain("<h1>This is not a name of this server</h1>");
    expect(page.headers).toMatchObject(securityHeaders);
    const script = await get(port, "/", { host: "evil.example", "sec-fetch-mode": "cors" });
    expect(script.headers["content-type"]).toBe("application/json");
    const json = await get(port, "/api/overview", { host: "evil.example" });
    expect(json.status).toBe(403);
    expect(JSON.parse(json.text)).toMatchObject({ error: { kind: "unknown-host", parameter: null } });
  });

  it("says what is wrong with a path that cannot be decoded", async () => {
    expect((await get(port, "/functions/%FF")).status).toBe(404);
    expect(JSON.parse((await get(port, "/api/functions/%FF")).text).error.kind).toBe("bad-parameter");
  });

  it("has no image optimizer, which fails on what it cannot decode", async () => {
    expect((await get(port, "/_next/image?url=%2F%25F4&w=64&q=75")).status).toBe(404);
  });

  it("sends no one to another origin, over https or http", async () => {
    settings = parseAccessSettings({
      LAMBDASCOPE_OIDC_ISSUER: "https://id.example.org",
      LAMBDASCOPE_OIDC_CLIENT_ID: "x",
      LAMBDASCOPE_URL: "https://lambdas.example.org",
      LAMBDASCOPE_SESSION_SECRET: "0123456789abcdef0123456789abcdef",
      LAMBDASCOPE_VIEWERS: "*",
    });
    const answer = await get(port, "//evil.example/x", { host: "evil.example" });
    settings = loopback;
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toMatch(/^https:\/\/lambdas\.example\.org\/auth\/sign-in\?to=/);
    expect(answer.headers["strict-transport-security"]).toBe("max-age=63072000");
  });
});

describe("a server on all addresses", () => {
  let port = 0;
  beforeAll(async () => {
    port = await listen("0.0.0.0");
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("shows nothing to anyone without authentication, whatever they call it", async () => {
    const guises: readonly Record<string, string>[] = [
      {},
      { host: "localhost" },
      { "x-forwarded-for": "127.0.0.1" },
    ];
    for (const headers of guises) {
      expect((await get(port, "/", headers)).status).toBe(403);
    }
    expect((await get(port, "/api/health")).text).toContain("no-authentication");
  });
});

describe("what a request says of its connection", () => {
  it("is not believed without the process's own mark", async () => {
    const headers = { host: "127.0.0.1", "x-lambdascope-connection": "guess loopback 127.0.0.1" };
    const outcome = await proxyRequest(new Request("http://127.0.0.1/", { headers }), false, loopback);
    expect("answer" in outcome && outcome.answer.status).toBe(503);
  });
});

it("files of the app are sent with the same headers", async () => {
  const [rule] = (await nextConfig.headers?.()) ?? [];
  const told = Object.fromEntries((rule?.headers ?? []).map(({ key, value }) => [key.toLowerCase(), value]));
  expect(told["content-security-policy"]).toBe(filePolicy);
  for (const name of ["x-content-type-options", "referrer-policy", "cross-origin-resource-policy"]) {
    expect(told[name]).toBe(securityHeaders[name]);
  }
});

it.each([
  ["/", true],
  ["/api/overview", true],
  ["/icon.svg", true],
  ["/_next/image", true],
  ["/_next/imagex", true],
  ["/_next/staticx", true],
  ["/_next/data/x.json", true],
  ["/_next/static/chunks/x.js", false],
])("%s passes the guard: %s", (url, expected) => {
  expect(isGuarded({ config, url })).toBe(expected);
});
