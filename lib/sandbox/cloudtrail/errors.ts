import { AwsError } from "@/lib/sandbox/http/contract";

/** `InvalidTimeRangeException` and its siblings [M LookupEvents]. */
export function invalid(
  what: "EventCategory" | "LookupAttributes" | "MaxResults" | "NextToken" | "TimeRange",
  message: string,
): AwsError {
  return new AwsError(`Invalid${what}Exception`, message);
}
