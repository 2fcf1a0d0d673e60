import { AwsError } from "@/lib/sandbox/http/contract";

/** `MalformedQueryException` with the place of the fault, in characters from the query's start. */
export function malformedQuery(message: string, startCharOffset: number, endCharOffset: number): AwsError {
  return new AwsError("MalformedQueryException", message, 400, {
    queryCompileError: { location: { startCharOffset, endCharOffset }, message },
  });
}
