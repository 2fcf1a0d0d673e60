import "server-only";
import type { AccessSettings } from "@/lib/config/access-settings";
import type { Refusal } from "@/lib/server/access/guarded-answer";

/** What the guard says to those it does not let through. */

export const unreadablePath: Refusal = {
  status: 400,
  pageStatus: 404,
  kind: "bad-parameter",
  notice: {
    title: "The path has a % that is not followed by the code of a character",
    body: ["Encode the names in the path."],
    action: { label: "To the overview", href: "/" },
  },
  nextStep: "Encode the names in the path.",
};

export const noSuchFile: Refusal = {
  status: 404,
  kind: "not-found",
  notice: {
    title: "There is nothing here",
    body: ["No page of Lambdascope asks for this address."],
    action: { label: "To the overview", href: "/" },
  },
  nextStep: "Ask for a page or for its JSON: docs/json.md lists them.",
};

export const starting: Refusal = {
  status: 503,
  kind: "starting",
  notice: {
    title: "Lambdascope is starting",
    body: ["Load again in a second."],
    action: { label: "To the overview", href: "/" },
  },
  nextStep: "Ask again in a second.",
  headers: { "retry-after": "1" },
};

export const misconfigured: Refusal = {
  status: 503,
  kind: "misconfigured",
  notice: {
    title: "Nobody is let in, because the settings of access are wrong",
    body: ["The server's log names each variable that is wrong. Correct it and start Lambdascope again."],
  },
  nextStep: "Read the server's log, correct the variables it names, and start again.",
};

export const exposed: Refusal = {
  status: 403,
  kind: "no-authentication",
  notice: {
    title: "Lambdascope listens beyond this machine and has no authentication",
    body: [
      "Whoever reaches this address could read the account's logs, so nothing is shown to anyone.",
      "Listen on 127.0.0.1 (next start -H 127.0.0.1, or HOSTNAME=127.0.0.1), or set up authentication: OpenID Connect with LAMBDASCOPE_OIDC_ISSUER, or a proxy with LAMBDASCOPE_PROXY_SECRET. Where something else already keeps others out, such as a container's port that is published on 127.0.0.1 alone, say so with LAMBDASCOPE_AUTH=off.",
    ],
  },
  nextStep: "Listen on 127.0.0.1, set up OpenID Connect or a trusted proxy, or say LAMBDASCOPE_AUTH=off.",
};

export const unknownHost: Refusal = {
  status: 403,
  kind: "unknown-host",
  notice: {
    title: "This is not a name of this server",
    body: [
      "Lambdascope answers to localhost, 127.0.0.1 and the names in LAMBDASCOPE_ALLOWED_HOSTS: a page of another site must not reach it under a name of its own.",
    ],
  },
  nextStep: "Use http://127.0.0.1, or name this host in LAMBDASCOPE_ALLOWED_HOSTS.",
};

export const foreignRequest: Refusal = {
  status: 403,
  kind: "cross-site",
  notice: {
    title: "This request was not made by a page of Lambdascope",
    body: [
      "Only its own pages may change anything here or ask for data: a form, script, frame or picture of another site was refused. Links to pages work.",
    ],
    action: { label: "To the overview", href: "/" },
  },
  nextStep:
    "Open the address yourself, or send the request from a page of Lambdascope; a program that changes something sends an Origin header that names this server.",
};

export const noSession: Refusal = {
  status: 401,
  kind: "signed-out",
  notice: {
    title: "You are not signed in, or no longer",
    body: ["A session lasts eight hours, and one hour without a request."],
    action: { label: "Sign in", href: "/auth/sign-in" },
  },
  nextStep: "Load the page again to sign in.",
};

export const notThroughProxy: Refusal = {
  status: 401,
  kind: "signed-out",
  notice: {
    title: "You are not signed in",
    body: [
      "This Lambdascope is reached through a proxy that signs people in; this request did not come through it, or it named nobody. Open the address of that proxy; whoever runs it knows it.",
    ],
  },
  nextStep: "Use the address of the proxy.",
};

export function notAllowed({ contact, oidc }: AccessSettings, name: string): Refusal {
  const ask = contact === null ? "Ask whoever runs it for access." : `Ask for access: ${contact}.`;
  return {
    status: 403,
    kind: "not-a-viewer",
    notice: {
      title: "You are signed in, but may not look here",
      body: [
        `You are ${name}. This Lambdascope shows an AWS account to a group of people, and you are not one of them.`,
        ask,
      ],
      ...(oidc ? { action: { label: "Sign out", post: "/auth/sign-out" } } : {}),
    },
    nextStep: ask,
  };
}

export function tooMany(retryAfterMs: number, again: string): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return {
    status: 429,
    kind: "too-many-requests",
    notice: {
      title: "That is more than one person's share",
      body: [
        `You asked for more than is meant for one person in a minute, so that there is some left for the others. Try again in ${seconds} s.`,
      ],
      action: { label: "Try again", href: again },
    },
    nextStep: "LAMBDASCOPE_RATE_PER_MINUTE sets the limit.",
    headers: { "retry-after": String(seconds) },
  };
}
