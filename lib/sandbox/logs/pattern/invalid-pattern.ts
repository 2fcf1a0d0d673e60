import { AwsError } from "@/lib/sandbox/http/contract";

/** What CloudWatch Logs answers to a filter pattern that it cannot read. */
export function invalidPattern(why: string): AwsError {
  return new AwsError("InvalidParameterException", `Invalid filter pattern: ${why}`);
}
