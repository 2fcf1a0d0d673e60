import "server-only";
import type { FailureKind } from "@/lib/model/failure";

/** Error names of the services used, by what they mean to the reader of a page. [W][M] */
const namesByKind: Partial<Record<FailureKind, readonly string[]>> = {
  throttled: [
    "ThrottlingException",
    "Throttling",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "LimitExceededException",
    "LimitExceededFault",
  ],
  denied: [
    "AccessDeniedException",
    "AccessDenied",
    "UnauthorizedException",
    "UnauthorizedOperation",
    "OptInRequired",
    "SubscriptionRequiredException",
  ],
  "no-credentials": [
    "CredentialsProviderError",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
  ],
  "expired-credentials": [
    "ExpiredTokenException",
    "ExpiredToken",
    "TokenProviderError",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidIdentityToken",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "AuthFailure",
  ],
  "wrong-clock": ["RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"],
  "not-found": [
    "ResourceNotFoundException",
    "ResourceNotFound",
    "NotFoundException",
    "ProvisionedConcurrencyConfigNotFoundException",
  ],
  unavailable: ["SyntaxError", "TimeoutError", "UnknownError", "Unknown"],
  invalid: ["InvalidNextToken"],
};

const kindByName: ReadonlyMap<string, FailureKind> = new Map(
  failureKindEntries().flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);

/** How SDK and credential chain word a sign-in that has run out; there is no name of its own for it. */
const ranOut = /expired|sso login|token.*(invalid|not found)/i;

/** Most services call a time that is not theirs a wrong signature, and only their words tell. */
const otherTime = /signature (has )?expired|signature not yet current/i;

/** `status` undefined: no HTTP answer. */
export function failureKindOf(error: unknown, status: number | undefined): FailureKind {
  if (!(error instanceof Error)) return "unavailable";
  if (error.name === "CredentialsProviderError" && ranOut.test(error.message)) return "expired-credentials";
  const kind = kindByName.get(error.name) ?? kindOfStatus(status);
  return kind === "expired-credentials" && otherTime.test(error.message) ? "wrong-clock" : kind;
}

/** Without an HTTP answer it was the network. */
function kindOfStatus(status = 0): FailureKind {
  if (status < 400 || status >= 500) return "unavailable";
  if (status === 401 || status === 403) return "denied";
  if (status === 404) return "not-found";
  return status === 429 ? "throttled" : "invalid";
}

function failureKindEntries(): readonly (readonly [FailureKind, readonly string[]])[] {
  return Object.entries(namesByKind).map(([kind, names]) => [kindNamed(kind), names] as const);
}

/** Object.entries forgets the type of the keys, which are those of the table above. */
function kindNamed(key: string): FailureKind {
  return key as FailureKind;
}
