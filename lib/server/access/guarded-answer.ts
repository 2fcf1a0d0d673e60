import "server-only";
import { contentSecurityPolicy, dataPolicy } from "@/lib/access/content-security-policy";
import { type NoticeText, noticeDocument } from "@/lib/access/notice-document";
import { securityHeaders, strictTransport } from "@/lib/access/security-headers";
import { newNonce } from "@/lib/server/access/nonce";
import type { JsonError } from "@/lib/server/json-answer";

/** An answer of the guard itself, as a page for people and as JSON for programs. */
export interface Refusal {
  readonly status: number;
  /** Where the page has another. */
  readonly pageStatus?: number;
  readonly kind: string;
  readonly notice: NoticeText;
  readonly nextStep: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refuse(refusal: Refusal, asPage: boolean, secure: boolean): Response {
  return asPage
    ? noticePage(refusal.notice, refusal.pageStatus ?? refusal.status, secure, refusal.headers)
    : refusalJson(refusal, secure);
}

/** Also for pages of their own, such as that of having signed out. */
export function noticePage(
  notice: NoticeText,
  status: number,
  secure: boolean,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const nonce = newNonce();
  return new Response(noticeDocument(notice, nonce), {
    status,
    headers: {
      ...transportHeaders(secure),
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": contentSecurityPolicy({ nonce, development: false }),
      ...headers,
    },
  });
}

/** The same shape as every JSON error of ours. */
function refusalJson({ status, kind, notice, nextStep, headers }: Refusal, secure: boolean): Response {
  const body: JsonError = {
    error: { kind, message: `${notice.title}. ${notice.body.join(" ")}`, parameter: null, nextStep },
  };
  return Response.json(body, {
    status,
    headers: {
      ...transportHeaders(secure),
      "cache-control": "no-store",
      "content-security-policy": dataPolicy,
      ...headers,
    },
  });
}

export function transportHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? { ...securityHeaders, "strict-transport-security": strictTransport } : securityHeaders;
}
