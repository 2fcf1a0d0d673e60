import "server-only";
import type { Failure } from "@/lib/model/failure";

/** What every function of this folder throws when AWS gave no answer. An abandoned call throws AbortError instead. */
export class AwsFailure extends Error {
  override readonly name = "AwsFailure";
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.operation}: ${failure.message}`, options);
    this.failure = failure;
  }
}

/** The call was abandoned by its caller; nothing is wrong. */
export function abortError(): DOMException {
  return new DOMException("The call was abandoned.", "AbortError");
}

export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
