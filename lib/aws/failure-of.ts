import "server-only";
import { type AwsService, iamAction, operationName } from "@/lib/aws/aws-service";
import { environment } from "@/lib/config/environment";
import type { Failure, FailureKind } from "@/lib/model/failure";

const kindByName: Readonly<Record<string, FailureKind>> = {
  ThrottlingException: "throttled",
  Throttling: "throttled",
  ThrottledException: "throttled",
  TooManyRequestsException: "throttled",
  RequestLimitExceeded: "throttled",
  RequestThrottled: "throttled",
  RequestThrottledException: "throttled",
  LimitExceededException: "throttled",
  LimitExceededFault: "throttled",
  SlowDown: "throttled",
  AccessDeniedException: "denied",
  AccessDenied: "denied",
  UnauthorizedException: "denied",
  UnauthorizedOperation: "denied",
  OptInRequired: "denied",
  ExpiredTokenException: "expired-credentials",
  ExpiredToken: "expired-credentials",
  UnrecognizedClientException: "expired-credentials",
  InvalidClientTokenId: "expired-credentials",
  InvalidIdentityToken: "expired-credentials",
  InvalidSignatureException: "expired-credentials",
  SignatureDoesNotMatch: "expired-credentials",
  IncompleteSignature: "expired-credentials",
  IncompleteSignatureException: "expired-credentials",
  RequestExpired: "expired-credentials",
  RequestTimeTooSkewed: "expired-credentials",
  RequestInTheFuture: "expired-credentials",
  AuthFailure: "expired-credentials",
  TokenProviderError: "expired-credentials",
  MissingAuthenticationToken: "no-credentials",
  MissingAuthenticationTokenException: "no-credentials",
  CredentialsProviderError: "no-credentials",
  ResourceNotFoundException: "not-found",
  ResourceNotFound: "not-found",
  NotFoundException: "not-found",
  ProvisionedConcurrencyConfigNotFoundException: "not-found",
  TimeoutError: "unavailable",
  SyntaxError: "unavailable",
};

/** Names the SDK's error; see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/welcome.html. */
export function failureOf(error: unknown, service: AwsService, operation: string, region: string): Failure {
  const name = error instanceof Error ? error.name : "";
  const kind = kindByName[name] ?? "unavailable";
  const message = error instanceof Error ? error.message : String(error);
  void environment;
  void region;
  return {
    kind,
    operation: operationName(service, operation),
    message,
    nextStep: "",
    action: kind === "denied" ? iamAction(service, operation) : null,
    resource: null,
  };
}
