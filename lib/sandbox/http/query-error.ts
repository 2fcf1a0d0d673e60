import type { AwsError } from "@/lib/sandbox/http/contract";

/** Codes of CloudWatch's modelled errors in the Query protocol, where they differ from the shape's name [M]. */
const MODELLED: Readonly<Record<string, string>> = {
  ConcurrentModificationException: "ConcurrentModificationException",
  InternalServiceFault: "InternalServiceError",
  InvalidParameterCombinationException: "InvalidParameterCombination",
  InvalidParameterValueException: "InvalidParameterValue",
  LimitExceededFault: "LimitExceeded",
  MissingRequiredParameterException: "MissingParameter",
  ValidationException: "ValidationError",
};

/** The code that a Query client sees for this error. */
export function queryCode(error: AwsError): string {
  return error.queryCode === error.code ? (MODELLED[error.code] ?? error.code) : error.queryCode;
}

/** `Sender` when the caller is to blame, else `Receiver`. */
export function queryFault(error: AwsError): "Sender" | "Receiver" {
  return error.status < 500 ? "Sender" : "Receiver";
}

/**
 * Services that once spoke Query name the old code beside the new one.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
 */
export function queryErrorHeader(error: AwsError): Readonly<Record<string, string>> {
  return { "x-amzn-query-error": `${queryCode(error)};${queryFault(error)}` };
}
