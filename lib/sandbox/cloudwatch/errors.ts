import { AwsError } from "@/lib/sandbox/http/contract";

/** Refusals in CloudWatch's own names: JSON/CBOR exception name and the older Query code. [D CommonErrors] */

export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message, 400, {}, "ValidationError");
}

export function missingParameter(name: string): AwsError {
  return new AwsError(
    "MissingRequiredParameterException",
    `The parameter ${name} is required.`,
    400,
    {},
    "MissingParameter",
  );
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, 400, {}, "InvalidParameterValue");
}

export function invalidParameterCombination(message: string): AwsError {
  return new AwsError(
    "InvalidParameterCombinationException",
    message,
    400,
    {},
    "InvalidParameterCombination",
  );
}

export function invalidNextToken(): AwsError {
  return new AwsError("InvalidNextToken", "The next token specified is invalid.");
}
