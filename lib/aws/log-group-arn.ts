import "server-only";

/** `arn:aws:logs:R:A:log-group:NAME[:*]` → NAME; null for anything else, such as a Firehose stream. */
export function logGroupOfArn(arn: string | undefined): string | null {
  return /^arn:[\w-]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(arn ?? "")?.[1] ?? null;
}
