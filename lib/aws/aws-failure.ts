import "server-only";
import type { Failure } from "@/lib/model/failure";

/** The same in every copy of this module, see below. */
const brand = Symbol.for("lambdascope.AwsFailure");

/** What every function of this folder throws when AWS gave no answer. An abandoned call throws AbortError instead. */
export class AwsFailure extends Error {
  override readonly name = "AwsFailure";
  readonly [brand] = true;
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.operation}: ${failure.message}`, options);
    this.failure = failure;
  }

  /**
   * Next bundles pages and route handlers apart, each with a copy of this class, and a call under way is shared by all of
   * them: what one copy threw must be known to the others.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** The call was abandoned by its caller; nothing is wrong. */
export function abortError(): DOMException {
  return new DOMException("The call was abandoned.", "AbortError");
}

export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
