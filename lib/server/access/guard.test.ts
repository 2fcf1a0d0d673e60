import { describe, expect, it } from "vitest";
import { type AccessSettings, parseAccessSettings } from "@/lib/config/access-settings";
import { guard, type Verdict } from "@/lib/server/access/guard";

const secret = "0123456789abcdef0123456789abcdef";
const loopback = parseAccessSettings({});
const open = parseAccessSettings({
  LAMBDASCOPE_AUTH: "off",
  LAMBDASCOPE_ALLOWED_HOSTS: "lambdas.lan",
  LAMBDASCOPE_RATE_PER_MINUTE: "0",
});
const byProxy = parseAccessSettings({ LAMBDASCOPE_PROXY_SECRET: secret, LAMBDASCOPE_VIEWERS: "groups=ops" });
const oidc = parseAccessSettings({
  LAMBDASCOPE_OIDC_ISSUER: "https://id.example.org",
  LAMBDASCOPE_OIDC_CLIENT_ID: "x",
  LAMBDASCOPE_URL: "https://lambdas.example.org",
  LAMBDASCOPE_SESSION_SECRET: secret,
  LAMBDASCOPE_VIEWERS: "*",
});

interface Case {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly elsewhere?: boolean;
  readonly from?: string;
}

function ask(
  settings: AccessSettings,
  { method = "GET", path = "/", query = "", headers = {}, elsewhere, from }: Case = {},
) {
  const connection = { remoteAddress: from ?? "127.0.0.1", listensOnLoopback: elsewhere !== true };
  const asked = {
    ...{ method, path, query, connection },
    headers: new Headers({ host: "127.0.0.1:3000", ...headers }),
    isNavigation: !path.startsWith("/api/"),
  };
  return guard(asked, settings, 1_000_000);
}

/** `pass`, the way to sign in, or the kind of refusal. */
async function told(verdict: Promise<Verdict>): Promise<string> {
  const outcome = await verdict;
  if (outcome.pass) return "pass";
  return "goTo" in outcome ? outcome.goTo : outcome.refusal.kind;
}

describe("without authentication", () => {
  it("serves the loopback, under names that mean it", async () => {
    expect(await told(ask(loopback))).toBe("pass");
    expect(await told(ask(loopback, { headers: { host: "localhost:3000" } }))).toBe("pass");
    for (const host of ["evil.example", "127.0.0.1.evil.example:3000", "", "192.168.1.5:3000"]) {
      expect(await told(ask(loopback, { headers: { host } }))).toBe("unknown-host");
    }
  });

  it("shows nothing to anyone when it listens elsewhere, whatever the name", async () => {
    expect(await told(ask(loopback, { elsewhere: true }))).toBe("no-authentication");
    expect(await told(ask(loopback, { elsewhere: true, path: "/api/health" }))).toBe("no-authentication");
    expect(await told(ask(open, { elsewhere: true, from: "192.168.1.9" }))).toBe("pass");
  });

  it("knows the names that it was given", async () => {
    expect(await told(ask(open, { headers: { host: "Lambdas.LAN:8080" } }))).toBe("pass");
    expect(await told(ask(open, { headers: { host: "evil.example" } }))).toBe("unknown-host");
    expect(await told(ask(open, { headers: { host: "10.0.0.7" }, path: "/api/health" }))).toBe("pass");
  });

  it("changes nothing for a page of another site", async () => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    expect(await told(ask(loopback, { method: "POST", path: "/api/budget", headers }))).toBe("cross-site");
  });

  it("spends nothing for another site, whose links alone are followed, and agree to nothing", async () => {
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    const paid = { path: "/api/logs/summary", query: "?consent=true" };
    for (const headers of [
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
      { ...link, "sec-fetch-site": "same-site" },
    ]) {
      expect(await told(ask(loopback, { ...paid, headers }))).toBe("cross-site");
    }
    const page = { path: "/traces/1-a", query: "?from=now-1h&consent=true" };
    for (const headers of [
      { ...link, "sec-fetch-dest": "iframe" },
      { ...link, "sec-purpose": "prefetch" },
    ]) {
      expect(await told(ask(loopback, { ...page, headers }))).toBe("cross-site");
    }
    expect(await told(ask(loopback, { ...page, headers: link }))).toBe("/traces/1-a?from=now-1h");
    expect(await told(ask(loopback, { path: "/traces/1-a", headers: link }))).toBe("pass");
    expect(await told(ask(loopback, { ...page, headers: { ...link, "sec-fetch-site": "none" } }))).toBe(
      "pass",
    );
    expect(await told(ask(loopback, { ...paid, headers: { "sec-fetch-site": "same-origin" } }))).toBe("pass");
    expect(await told(ask(loopback, paid))).toBe("pass");
  });
});

describe("behind a proxy", () => {
  const named = {
    "x-lambdascope-proxy-secret": secret,
    "x-forwarded-user": "ann",
    "x-forwarded-groups": "dev, ops",
  };

  it("believes who knows the secret", async () => {
    expect(await ask(byProxy, { headers: named, elsewhere: true })).toMatchObject({
      pass: true,
      viewer: "ann",
    });
  });

  it.each([
    ["no secret", { ...named, "x-lambdascope-proxy-secret": "" }, "signed-out"],
    ["a wrong one", { ...named, "x-lambdascope-proxy-secret": `${secret}x` }, "signed-out"],
    ["nobody named", { ...named, "x-forwarded-user": " " }, "signed-out"],
    ["no group that may", { ...named, "x-forwarded-groups": "dev,opsx" }, "not-a-viewer"],
  ])("refuses %s", async (_what, headers, kind) => {
    expect(await told(ask(byProxy, { headers }))).toBe(kind);
  });
});

describe("with OpenID Connect", () => {
  it("sends a browser to sign in, with the way back", async () => {
    const to = await told(ask(oidc, { path: "/functions/a%2Fb", query: "?from=now-1h&q=%26" }));
    expect(new URL(to, "http://x").searchParams.get("to")).toBe("/functions/a%2Fb?from=now-1h&q=%26");
  });

  it("tells programs and forms that nobody is signed in", async () => {
    expect(await told(ask(oidc, { path: "/api/overview" }))).toBe("signed-out");
    const headers = { "sec-fetch-site": "same-origin" };
    expect(await told(ask(oidc, { method: "POST", headers }))).toBe("signed-out");
  });

  it("lets strangers on their way in, and probes", async () => {
    expect(await told(ask(oidc, { path: "/auth/sign-in" }))).toBe("pass");
    expect(await told(ask(oidc, { path: "/api/health" }))).toBe("pass");
    expect(await told(ask(oidc, { path: "/auth/other" }))).toContain("/auth/sign-in?to=");
    expect(await told(ask(oidc, { path: "/authx" }))).toContain("/auth/sign-in?to=%2Fauthx");
  });

  it("does not believe a name that somebody sends", async () => {
    const headers = {
      "x-lambdascope-viewer": "ann",
      "x-forwarded-user": "ann",
      cookie: "__Host-lambdascope=forged",
    };
    expect(await told(ask(oidc, { path: "/api/overview", headers }))).toBe("signed-out");
  });
});

it("has a share for each, and says when there is more", async () => {
  const limited = { ...byProxy, costlyPerMinute: 2, viewers: [] };
  const as = (user: string) =>
    ask(limited, {
      path: "/api/logs",
      headers: { "x-lambdascope-proxy-secret": secret, "x-forwarded-user": user },
    });
  expect(await told(as("cy"))).toBe("pass");
  const refused = await as("cy");
  expect(refused).toMatchObject({ refusal: { status: 429, headers: { "retry-after": "30" } } });
  expect(await told(as("dee"))).toBe("pass");
});
