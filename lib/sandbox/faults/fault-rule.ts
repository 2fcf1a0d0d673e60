import { z } from "zod";

/**
 * - throttling, 500, 503, access-denied, expired-token, not-found: the service's own error of that kind
 * - timeout: no answer at all; reset: the connection is reset; truncated: it breaks in the middle of the body
 * - html: a page of some proxy, with status 200
 * - empty-pages: an empty page with a next token in front of each page that fires
 * - endless-pages: nothing but empty pages, each with a token that was not given before
 * - repeat-token: the answer's next token is the one that was sent, so that the list never ends
 * - clock-skew: the request is refused as too old, by a server whose clock is 10 minutes ahead
 * - half: half of the answer, in the manner of each service: short pages, results that could not be computed, traces
 *   left unprocessed, a query that ran out of time
 * - slow: a good answer after `latencyMs`
 */
export const faultKinds = [
  "throttling",
  "500",
  "503",
  "timeout",
  "reset",
  "access-denied",
  "expired-token",
  "not-found",
  "truncated",
  "html",
  "empty-pages",
  "endless-pages",
  "repeat-token",
  "clock-skew",
  "half",
  "slow",
] as const;

export type FaultKind = (typeof faultKinds)[number];

const faultRule = z.strictObject({
  /** Service as in `/_sandbox/calls`; all when absent. */
  service: z
    .enum(["cloudwatch", "logs", "xray", "lambda", "apigateway", "apigatewayv2", "cloudtrail", "sts"])
    .optional(),
  operation: z.string().min(1).max(100).optional(),
  /** Of the credential scope; all when absent. */
  region: z.string().min(1).max(40).optional(),
  /** Share of the matching calls, 0–1. */
  rate: z.number().min(0).max(1).default(1),
  fault: z.enum(faultKinds),
  /** Waited before the fault shows. */
  latencyMs: z.number().min(0).max(600_000).optional(),
  /** The rule ends after it has fired this often. */
  count: z.number().int().min(1).optional(),
});

export type FaultRule = z.infer<typeof faultRule>;

/** Body of `POST /_sandbox/faults`. */
export const faultRulesBody = z.strictObject({ rules: z.array(faultRule).max(1_000) });
