import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type AccessSettings, parseAccessSettings } from "@/lib/config/access-settings";
import { answerCallback } from "@/lib/server/access/callback";
import { answerSignIn } from "@/lib/server/access/sign-in";
import { answerSignedOut, answerSignOut } from "@/lib/server/access/sign-out";
import { visitorOf } from "@/lib/server/access/visitor";
import { type IdentityProvider, startIdentityProvider } from "@/lib/testing/identity-provider";

const origin = "https://lambdas.example.org";
const secret = "0123456789abcdef0123456789abcdef";

let provider: IdentityProvider;
let source: Record<string, string>;
let settings: AccessSettings;

beforeAll(async () => {
  provider = await startIdentityProvider();
  source = {
    LAMBDASCOPE_OIDC_ISSUER: provider.issuer,
    LAMBDASCOPE_OIDC_CLIENT_ID: provider.clientId,
    LAMBDASCOPE_OIDC_CLIENT_SECRET: provider.clientSecret,
    LAMBDASCOPE_URL: origin,
    LAMBDASCOPE_SESSION_SECRET: secret,
    LAMBDASCOPE_VIEWERS: "groups=ops",
  };
  settings = parseAccessSettings(source);
});
afterAll(() => provider.close());

beforeEach(() => {
  Object.assign(provider, { wrong: {}, more: {}, forge: false, refuse: null });
  provider.person = { sub: "u-1", email: "ann@example.org", groups: ["ops"] };
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Cookies as a browser keeps them. */
type Jar = Map<string, string>;

function keep(jar: Jar, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
    if (rest.includes("Max-Age=0")) jar.delete(name);
    else jar.set(name, value);
  }
}

/** As the app hears it behind a proxy: another origin than the browser's. */
function ask(jar: Jar, path: string): Request {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return new Request(`http://10.0.0.7:3000${path}`, { headers: { cookie } });
}

/** Begins a sign-in and follows the browser through the provider. @returns where the provider sends it back */
async function begin(jar: Jar, to: string): Promise<string> {
  const sent = await answerSignIn(ask(jar, `/auth/sign-in?${new URLSearchParams({ to })}`), settings);
  keep(jar, sent);
  const back = await fetch(sent.headers.get("location") ?? "", { redirect: "manual" });
  const url = new URL(back.headers.get("location") ?? "");
  expect(`${url.origin}${url.pathname}`).toBe(`${origin}/auth/callback`);
  return `${url.pathname}${url.search}`;
}

async function end(jar: Jar, path: string): Promise<Response> {
  const answer = await answerCallback(ask(jar, path), settings);
  keep(jar, answer);
  return answer;
}

function visitor(jar: Jar, nowMs = Date.now(), as = settings) {
  return visitorOf(ask(jar, "/").headers, as, nowMs);
}

const deepLink = "/functions/orders%2Fv1?from=2026-01-15T09:00:00Z&q=%26a%3Db&region=eu-west-1";

describe("signing in", () => {
  it("leads to the page that was asked for, as whom the provider says", async () => {
    const jar: Jar = new Map();
    const answer = await end(jar, await begin(jar, deepLink));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${origin}${deepLink}`);
    expect([...jar.keys()]).toEqual(["__Host-lambdascope"]);
    expect(answer.headers.getSetCookie().at(-1)).toMatch(
      /; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800; Secure$/,
    );
    expect(await visitor(jar)).toMatchObject({ known: "person", name: "ann@example.org", role: "viewer" });
  });

  it("remembers no claim but the role, however many there are", async () => {
    const jar: Jar = new Map();
    provider.person = {
      sub: "u-2",
      groups: [...Array.from({ length: 2_000 }, (_, index) => `group-${index}`), "ops"],
    };
    await end(jar, await begin(jar, "/"));
    expect(jar.get("__Host-lambdascope")?.length).toBeLessThan(600);
    expect(await visitor(jar)).toMatchObject({ name: "u-2", role: "viewer" });
  });

  it("asks for what the ID token leaves out", async () => {
    const jar: Jar = new Map();
    provider.person = { sub: "u-3" };
    provider.more = { groups: ["ops"] };
    await end(jar, await begin(jar, "/"));
    expect(await visitor(jar)).toMatchObject({ role: "viewer" });
  });

  it("calls nobody by an address that was not checked", async () => {
    const jar: Jar = new Map();
    provider.person = { sub: "u-5", email: "boss@example.org", email_verified: false, groups: ["ops"] };
    await end(jar, await begin(jar, "/"));
    expect(await visitor(jar)).toMatchObject({ name: "u-5", role: "viewer" });
  });

  it("calls nobody by a name alone that they gave themselves", async () => {
    const jar: Jar = new Map();
    provider.person = { sub: "u-6", name: "boss@example.org", groups: ["ops"] };
    await end(jar, await begin(jar, "/"));
    expect(await visitor(jar)).toMatchObject({ id: "u-6", name: "boss@example.org (u-6)" });
  });

  it("gives no role to whom no rule fits", async () => {
    const jar: Jar = new Map();
    provider.person = { sub: "u-4", groups: ["dev"] };
    await end(jar, await begin(jar, "/"));
    expect(await visitor(jar)).toMatchObject({ known: "person", role: "none" });
  });

  it("works in two tabs at once, and forgets the oldest of many", async () => {
    const jar: Jar = new Map();
    const [one, two] = [await begin(jar, "/logs"), await begin(jar, "/traces")];
    expect((await end(jar, one)).headers.get("location")).toBe(`${origin}/logs`);
    expect((await end(jar, two)).headers.get("location")).toBe(`${origin}/traces`);
    for (let tab = 0; tab < 10; tab++) await begin(jar, "/");
    expect(jar.size).toBeLessThanOrEqual(5);
  });
});

describe("nobody is signed in", () => {
  it.each([
    ["by a token of another issuer", { wrong: { iss: "https://evil.example" } }],
    ["by a token for another app", { wrong: { aud: "another" } }],
    ["by a token that is over", { wrong: { exp: 1_700_000_000 } }],
    ["by a token of another sign-in", { wrong: { nonce: "another" } }],
    ["by a token with another's signature", { forge: true }],
  ])("%s", async (_what, changes) => {
    const jar: Jar = new Map();
    const path = await begin(jar, "/logs");
    Object.assign(provider, changes);
    const answer = await end(jar, path);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("could not be trusted");
    expect(jar.size).toBe(0);
  });

  it("in another browser than the one that began", async () => {
    const path = await begin(new Map(), "/");
    const other: Jar = new Map();
    expect((await end(other, path)).status).toBe(400);
    expect(other.size).toBe(0);
  });

  it("twice by one code", async () => {
    const jar: Jar = new Map();
    const path = await begin(jar, "/");
    await end(jar, path);
    expect((await end(jar, path)).status).toBe(400);
  });

  it("when the provider refuses, which the page tells without believing its markup", async () => {
    const jar: Jar = new Map();
    provider.refuse = "access_denied<script>alert(1)</script>";
    const answer = await end(jar, await begin(jar, "/"));
    expect(answer.status).toBe(403);
    const html = await answer.text();
    expect(html).toContain("access_denied&lt;script&gt;");
    expect(html).not.toContain("<script");
  });

  it("while the provider does not answer, and whoever is goes on", async () => {
    const jar: Jar = new Map();
    await end(jar, await begin(jar, "/"));
    const gone = parseAccessSettings({ ...source, LAMBDASCOPE_OIDC_ISSUER: "http://127.0.0.1:9" });
    const answer = await answerSignIn(ask(new Map(), "/auth/sign-in?to=/logs"), gone);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("/auth/sign-in?to=%2Flogs");
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("cannot be asked: fetch failed"));
    expect(await visitor(jar)).toMatchObject({ known: "person" });
  });
});

describe("a session", () => {
  it("is worth nothing when altered, over, or from before the rules changed", async () => {
    const jar: Jar = new Map();
    await end(jar, await begin(jar, "/"));
    const now = Date.now();
    const value = jar.get("__Host-lambdascope") ?? "";
    const parts = value.split(".");
    for (const forged of [`${value}x`, value.slice(1), [...parts.slice(0, 4), "AAAA"].join("."), ""]) {
      expect(await visitor(new Map([["__Host-lambdascope", forged]]), now)).toEqual({ known: "stranger" });
    }
    expect(await visitor(jar, now + 59 * 60_000)).toMatchObject({ known: "person" });
    expect(await visitor(jar, now + 61 * 60_000)).toEqual({ known: "stranger" });
    const changed = parseAccessSettings({ ...source, LAMBDASCOPE_VIEWERS: "groups=sre" });
    expect(await visitor(jar, now, changed)).toEqual({ known: "stranger" });
  });

  it("outlives the change of the secret that sealed it, while that is still known", async () => {
    const jar: Jar = new Map();
    await end(jar, await begin(jar, "/"));
    const next = `${secret}-next`;
    const rotated = { ...source, LAMBDASCOPE_SESSION_SECRET: next };
    const knowing = parseAccessSettings({ ...rotated, LAMBDASCOPE_SESSION_SECRET_PREVIOUS: secret });
    expect(await visitor(jar, Date.now(), knowing)).toMatchObject({ known: "person" });
    expect(await visitor(jar, Date.now(), parseAccessSettings(rotated))).toEqual({ known: "stranger" });
  });

  it("is not a sign-in, and a sign-in is no session", async () => {
    const jar: Jar = new Map();
    await begin(jar, "/");
    const [attempt = ""] = jar.values();
    expect(await visitor(new Map([["__Host-lambdascope", attempt]]))).toEqual({ known: "stranger" });
  });

  it("ends by signing out, and the provider's by a link", async () => {
    const jar: Jar = new Map();
    await end(jar, await begin(jar, "/"));
    const answer = answerSignOut(ask(jar, "/auth/sign-out"), settings);
    keep(jar, answer);
    expect(answer.headers.get("location")).toBe(`${origin}/auth/signed-out`);
    expect(jar.size).toBe(0);
    expect(await (await answerSignedOut(settings)).text()).toContain(`${provider.issuer}/end?`);
  });
});
