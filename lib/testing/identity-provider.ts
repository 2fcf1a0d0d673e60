import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/**
 * An OpenID Connect provider on a port of its own: discovery, authorization code with PKCE, ID tokens signed with RS256,
 * user info and ending the session. It signs in `person` without asking. What a test changes, it does wrong.
 */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claims of whoever signs in next. */
  person: Record<string, unknown>;
  /** Spread over the claims of the ID token: a wrong issuer, audience, nonce or time. */
  wrong: Record<string, unknown>;
  /** Claims that the user info endpoint adds. */
  more: Record<string, unknown>;
  /** Signs with a key that it does not publish. */
  forge: boolean;
  /** An error code in place of a code: `access_denied`. */
  refuse: string | null;
  readonly close: () => Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const keys = await generateKeyPair("RS256");
  const otherKeys = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const grants = new Map<string, Grant>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const state: IdentityProvider = {
    issuer,
    clientId: "lambdascope",
    clientSecret: "a secret of the client",
    person: { sub: "u-1", email: "ann@example.org", groups: ["ops"] },
    wrong: {},
    more: {},
    forge: false,
    refuse: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return state;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/.well-known/openid-configuration") return json(response, metadata(issuer));
    if (url.pathname === "/keys") return json(response, { keys: [jwk] });
    if (url.pathname === "/authorize") return authorize(url, response);
    if (url.pathname === "/token") return token(await bodyOf(request), request, response);
    if (url.pathname === "/me") return json(response, { ...state.person, ...state.more });
    if (url.pathname === "/end") return void response.writeHead(200).end("signed out of everything");
    response.writeHead(404).end();
  }

  function authorize(url: URL, response: ServerResponse): void {
    const asked = url.searchParams;
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.searchParams.set("state", asked.get("state") ?? "");
    if (state.refuse !== null) {
      back.searchParams.set("error", state.refuse);
    } else {
      const code = randomBytes(8).toString("hex");
      grants.set(code, {
        challenge: asked.get("code_challenge") ?? "",
        nonce: asked.get("nonce") ?? "",
        redirectUri: asked.get("redirect_uri") ?? "",
      });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(
    body: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const code = body.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    const fits = grant?.challenge === challenge && grant.redirectUri === body.get("redirect_uri");
    if (!grant || !fits || !isClient(request.headers.authorization)) {
      return json(response, { error: "invalid_grant" }, 400);
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, aud: state.clientId, iat: now, exp: now + 300, nonce: grant.nonce },
      ...state.person,
      ...state.wrong,
    };
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .sign(state.forge ? otherKeys.privateKey : keys.privateKey);
    json(response, { access_token: "t", token_type: "Bearer", expires_in: 300, id_token: idToken });
  }

  function isClient(authorization: string | undefined): boolean {
    const [, encoded = ""] = (authorization ?? "").split(" ");
    const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString().split(":");
    const decode = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
    return decode(id) === state.clientId && decode(secret) === state.clientSecret;
  }
}

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/me`,
    end_session_endpoint: `${issuer}/end`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256"],
  };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
