import { AwsError, type JsonObject, type Service } from "@/lib/sandbox/http/contract";

/**
 * Errors that any service can answer with, in the words of AWS. Statuses are those of the REST services; protocols
 * whose services answer 400 instead translate them.
 */

export function missingAuthentication(): AwsError {
  return new AwsError(
    "MissingAuthenticationTokenException",
    "Missing Authentication Token",
    403,
    {},
    "MissingAuthenticationToken",
  );
}

export function incompleteSignature(message: string): AwsError {
  return new AwsError("IncompleteSignatureException", message, 403, {}, "IncompleteSignature");
}

export function invalidSignature(message: string): AwsError {
  return new AwsError("InvalidSignatureException", message, 403, {}, "SignatureDoesNotMatch");
}

export function expiredToken(): AwsError {
  return new AwsError(
    "ExpiredTokenException",
    "The security token included in the request is expired",
    403,
    {},
    "ExpiredToken",
  );
}

export function unrecognizedClient(): AwsError {
  return new AwsError(
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
    403,
    {},
    "InvalidClientTokenId",
  );
}

export function serialization(message: string): AwsError {
  return new AwsError("SerializationException", message, 400, {}, "MalformedInput");
}

export function unknownOperation(what: string): AwsError {
  return new AwsError("UnknownOperationException", `Unknown operation: ${what}`, 404, {}, "InvalidAction");
}

export function tooLarge(limitBytes: number): AwsError {
  return new AwsError(
    "RequestEntityTooLargeException",
    `Request body exceeds ${limitBytes} bytes`,
    413,
    {},
    "RequestEntityTooLarge",
  );
}

/** A failure of the sandbox itself. */
export function internalFailure(message: string): AwsError {
  return new AwsError("InternalFailure", message, 500);
}

/** The error with which each service slows its callers down [aws-facts: each client's retry list knows these]. */
export function throttled(service: Service["name"]): AwsError {
  switch (service) {
    case "lambda":
      return new AwsError(
        "TooManyRequestsException",
        "Rate exceeded",
        429,
        { Reason: "CallerRateLimitExceeded", Type: "User" },
        "Throttling",
      );
    case "apigateway":
    case "apigatewayv2":
      return new AwsError("TooManyRequestsException", "Too Many Requests", 429, {}, "Throttling", {
        "retry-after": "1",
      });
    case "xray":
      return new AwsError("ThrottledException", "Rate exceeded", 429, {}, "Throttling");
    default:
      return new AwsError("ThrottlingException", "Rate exceeded", 400, {}, "Throttling");
  }
}

/** Server errors: 500 when the service broke, 503 when it is not there. */
export function serverFailure(service: Service["name"], status: 500 | 503): AwsError {
  if (status === 503) {
    return new AwsError(
      "ServiceUnavailableException",
      "The service is temporarily unavailable.",
      503,
      {},
      "ServiceUnavailable",
    );
  }
  if (service === "lambda") {
    return new AwsError("ServiceException", "An error occurred and the request cannot be processed.", 500, {
      Type: "Service",
    });
  }
  if (service === "cloudwatch") {
    return new AwsError("InternalServiceFault", "Internal failure", 500, {}, "InternalServiceError");
  }
  return new AwsError("InternalFailure", "The request processing has failed.", 500);
}

/** The error for a thing that does not exist. Services without such an error answer a validation error. */
export function notFound(service: Service["name"]): AwsError {
  switch (service) {
    case "apigateway":
    case "apigatewayv2":
      return new AwsError("NotFoundException", "Invalid identifier specified", 404);
    case "logs":
      return new AwsError("ResourceNotFoundException", "The specified log group does not exist.", 400);
    case "xray":
      return new AwsError("InvalidRequestException", "The requested resource was not found", 400);
    default:
      return new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404, {
        Type: "User",
      });
  }
}

/** Access denied in the words of IAM: who, which action, on which resource where the service says so. */
export function accessDenied(
  service: Service["name"],
  operation: string,
  input: JsonObject,
  account: { readonly accountId: string; readonly region: string },
): AwsError {
  const action = iamAction(service, operation);
  const resource = iamResource(service, input, account);
  const on = resource === null ? "" : ` on resource: ${resource}`;
  return new AwsError(
    "AccessDeniedException",
    `User: ${callerArn(account.accountId)} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
    403,
    {},
    "AccessDenied",
  );
}

/** Every caller of the sandbox is this user. */
export function callerArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:user/sandbox`;
}

function iamAction(service: Service["name"], operation: string): string {
  return service === "apigateway" || service === "apigatewayv2"
    ? "apigateway:GET"
    : `${service}:${operation}`;
}

function iamResource(
  service: Service["name"],
  input: JsonObject,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): string | null {
  switch (service) {
    case "lambda": {
      const name = input.FunctionName;
      if (typeof name !== "string") return "*";
      return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
    }
    case "logs": {
      const group = typeof input.logGroupName === "string" ? input.logGroupName : "";
      return `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:`;
    }
    case "apigateway":
      return typeof input.restApiId === "string"
        ? `arn:aws:apigateway:${region}::/restapis/${input.restApiId}`
        : `arn:aws:apigateway:${region}::/restapis`;
    case "apigatewayv2":
      return typeof input.apiId === "string"
        ? `arn:aws:apigateway:${region}::/apis/${input.apiId}`
        : `arn:aws:apigateway:${region}::/apis`;
    default:
      return null;
  }
}
