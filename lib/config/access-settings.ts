import "server-only";
import { readFileSync } from "node:fs";
import { EnvironmentError } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";
import type { AccessMode, ViewerRule } from "@/lib/model/access";

/** Who is let in, as the environment says it. Secrets are in here: none of it may be shown as it is. */
export interface AccessSettings {
  readonly mode: AccessMode;
  /** Origin under which browsers reach the app, such as `https://lambdas.example.org`; null: as they say. */
  readonly origin: string | null;
  /** Names under which the app may be asked for, besides those of the loopback. */
  readonly allowedHosts: readonly string[];
  /** Any of them makes a viewer; empty: whoever is signed in. */
  readonly viewers: readonly ViewerRule[];
  /** Whom to ask for access: shown to those who have none. */
  readonly contact: string | null;
  readonly oidc: OidcSettings | null;
  readonly proxy: ProxySettings | null;
  /** Costly requests a minute of each viewer; null: as many as they like. */
  readonly costlyPerMinute: number | null;
  /** Where audit lines go; null: standard output. */
  readonly auditFile: string | null;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, which has PKCE alone. */
  readonly clientSecret: string | null;
  readonly scopes: string;
  /** Encrypts cookies. The second one only opens what an earlier setting sealed. */
  readonly sessionSecrets: readonly [string, ...string[]];
}

export interface ProxySettings {
  readonly secret: string;
  /** Names of headers, in lower case. */
  readonly secretHeader: string;
  readonly userHeader: string;
  readonly groupsHeader: string;
}

type Source = Readonly<Record<string, string | undefined>>;

const MIN_SECRET_BYTES = 32;
const DEFAULT_COSTLY_PER_MINUTE = 120;

/** Throws `EnvironmentError`. */
export function accessSettings(): AccessSettings {
  return processWide("access settings", () => parseAccessSettings(process.env));
}

/** Throws `EnvironmentError`, which names everything that is wrong and never the value of a secret. */
export function parseAccessSettings(source: Source): AccessSettings {
  const read = new Reader(source);
  const mode = modeOf(read);
  const origin = read.url("LAMBDASCOPE_URL");
  const settings = {
    mode,
    origin: origin?.origin ?? null,
    allowedHosts: read.list("LAMBDASCOPE_ALLOWED_HOSTS").map((name) => name.toLowerCase()),
    viewers: viewersOf(read),
    contact: read.text("LAMBDASCOPE_ACCESS_CONTACT"),
    oidc: mode === "oidc" ? oidcOf(read) : null,
    proxy: mode === "proxy" ? proxyOf(read) : null,
    costlyPerMinute: rateOf(read, mode),
    auditFile: read.text("LAMBDASCOPE_AUDIT_FILE"),
  };
  if (mode === "oidc") {
    if (!origin)
      read.wrong("LAMBDASCOPE_URL", "must say where browsers reach the app: https://lambdas.example.org");
    if (origin && !isPrivate(origin)) {
      read.wrong("LAMBDASCOPE_URL", "must be an https: address, for sessions must not be sent in the clear");
    }
    if (settings.viewers.length === 0) {
      read.wrong(
        "LAMBDASCOPE_VIEWERS",
        "must say who may look: groups=ops,platform or email=*@example.org, or * for all",
      );
    }
  }
  read.finish();
  return settings;
}

function modeOf(read: Reader): AccessMode {
  const asked = read.text("LAMBDASCOPE_AUTH");
  if (asked === "off") return "open";
  if (asked === "oidc" || asked === "proxy") return asked;
  if (asked !== null) read.wrong("LAMBDASCOPE_AUTH", "must be oidc, proxy or off");
  const oidc = read.has("LAMBDASCOPE_OIDC_ISSUER") || read.has("LAMBDASCOPE_OIDC_CLIENT_ID");
  const proxy = read.has("LAMBDASCOPE_PROXY_SECRET") || read.has("LAMBDASCOPE_PROXY_SECRET_FILE");
  if (oidc && proxy)
    read.wrong("LAMBDASCOPE_AUTH", "must say oidc or proxy, for the settings of both are there");
  return oidc ? "oidc" : proxy ? "proxy" : "loopback";
}

function oidcOf(read: Reader): OidcSettings {
  const issuer = read.url("LAMBDASCOPE_OIDC_ISSUER");
  if (issuer === null && !read.has("LAMBDASCOPE_OIDC_ISSUER")) {
    read.wrong(
      "LAMBDASCOPE_OIDC_ISSUER",
      "must be the provider's issuer: https://id.example.org/realms/main",
    );
  }
  if (issuer !== null && !isPrivate(issuer)) {
    read.wrong("LAMBDASCOPE_OIDC_ISSUER", "must be an https: address");
  }
  const clientId = read.text("LAMBDASCOPE_OIDC_CLIENT_ID");
  if (clientId === null)
    read.wrong("LAMBDASCOPE_OIDC_CLIENT_ID", "must be the id that the provider gave this app");
  const scopes = read.text("LAMBDASCOPE_OIDC_SCOPES") ?? "openid profile email";
  if (!scopes.split(/\s+/).includes("openid")) read.wrong("LAMBDASCOPE_OIDC_SCOPES", "must contain openid");
  const current = read.strongSecret("LAMBDASCOPE_SESSION_SECRET");
  const previous =
    read.has("LAMBDASCOPE_SESSION_SECRET_PREVIOUS") || read.has("LAMBDASCOPE_SESSION_SECRET_PREVIOUS_FILE");
  return {
    issuer: read.text("LAMBDASCOPE_OIDC_ISSUER") ?? "",
    clientId: clientId ?? "",
    clientSecret: read.secret("LAMBDASCOPE_OIDC_CLIENT_SECRET"),
    scopes,
    sessionSecrets: previous
      ? [current, read.strongSecret("LAMBDASCOPE_SESSION_SECRET_PREVIOUS")]
      : [current],
  };
}

/** Nobody can listen on the way: encrypted, or on this machine alone. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function proxyOf(read: Reader): ProxySettings {
  return {
    secret: read.strongSecret("LAMBDASCOPE_PROXY_SECRET"),
    secretHeader: read.header("LAMBDASCOPE_PROXY_SECRET_HEADER", "x-lambdascope-proxy-secret"),
    userHeader: read.header("LAMBDASCOPE_PROXY_USER_HEADER", "x-forwarded-user"),
    groupsHeader: read.header("LAMBDASCOPE_PROXY_GROUPS_HEADER", "x-forwarded-groups"),
  };
}

/** `groups=ops,platform; email=*@example.org`; `*` alone: everyone, which no rule says as well. */
function viewersOf(read: Reader): readonly ViewerRule[] {
  const text = read.text("LAMBDASCOPE_VIEWERS");
  if (text === null) return [];
  return text.split(";").flatMap((part) => {
    if (part.trim() === "") return [];
    if (part.trim() === "*") return [{ claim: "*", values: ["*"] }];
    const [, claim = "", list = ""] = /^\s*([^=\s]+)\s*=(.*)$/.exec(part) ?? [];
    const values = list.split(",").flatMap((value) => (value.trim() === "" ? [] : [value.trim()]));
    // `*=ops` would be everyone.
    if (claim !== "" && claim !== "*" && values.length > 0) return [{ claim, values }];
    read.wrong("LAMBDASCOPE_VIEWERS", `has a rule that is not claim=value,value: ${part.trim()}`);
    return [];
  });
}

/** People of one machine do not share anything that one of them could use up: there, only what is set counts. */
function rateOf(read: Reader, mode: AccessMode): number | null {
  const text = read.text("LAMBDASCOPE_RATE_PER_MINUTE");
  if (text === null) return mode === "loopback" ? null : DEFAULT_COSTLY_PER_MINUTE;
  const rate = Number(text);
  if (Number.isInteger(rate) && rate >= 0 && rate <= 100_000) return rate === 0 ? null : rate;
  read.wrong(
    "LAMBDASCOPE_RATE_PER_MINUTE",
    "must be a whole number of requests, such as 120; 0 for no limit",
  );
  return null;
}

/** Reads variables and collects what is wrong with them. An empty one counts as absent. */
class Reader {
  private readonly problems: string[] = [];

  constructor(private readonly source: Source) {}

  text(name: string): string | null {
    const value = this.source[name]?.trim() ?? "";
    return value === "" ? null : value;
  }

  has(name: string): boolean {
    return this.text(name) !== null;
  }

  list(name: string): readonly string[] {
    return (this.text(name) ?? "").split(/[\s,]+/).filter((item) => item !== "");
  }

  url(name: string): URL | null {
    const text = this.text(name);
    if (text === null) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "")
      return url;
    this.wrong(name, "must be a URL such as https://lambdas.example.org");
    return null;
  }

  header(name: string, fallback: string): string {
    const value = (this.text(name) ?? fallback).toLowerCase();
    if (!/^[a-z0-9-]+$/.test(value)) this.wrong(name, `must be the name of a header, such as ${fallback}`);
    return value;
  }

  /** The variable, or the first line of the file that `NAME_FILE` names, as containers are given secrets. */
  secret(name: string): string | null {
    const file = this.text(`${name}_FILE`);
    if (file === null) return this.text(name);
    if (this.has(name)) this.wrong(`${name}_FILE`, `must not be set together with ${name}`);
    try {
      const line = readFileSync(file, "utf8").split(/\r?\n/, 1)[0]?.trim() ?? "";
      if (line !== "") return line;
      this.wrong(`${name}_FILE`, `names a file without a first line: ${file}`);
    } catch (error) {
      this.wrong(`${name}_FILE`, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    return null;
  }

  strongSecret(name: string): string {
    const before = this.problems.length;
    const secret = this.secret(name) ?? "";
    if (this.problems.length === before && Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
      this.wrong(name, `must have at least ${MIN_SECRET_BYTES} bytes: openssl rand -base64 48`);
    }
    return secret;
  }

  wrong(name: string, message: string): void {
    this.problems.push(`  ${name} ${message}`);
  }

  finish(): void {
    if (this.problems.length === 0) return;
    throw new EnvironmentError(
      `These environment variables are wrong:\n${this.problems.join("\n")}\nSet them right, or unset them, and start again.`,
    );
  }
}
