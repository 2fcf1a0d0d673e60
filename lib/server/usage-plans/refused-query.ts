import "server-only";
import { accessPattern } from "@/lib/server/access-pattern";

/** Variables of an access log format, in the names that they get in a query. */
const VARIABLES = {
  status: "status",
  httpMethod: "method",
  routeKey: "routeKey",
  resourcePath: "resource",
  "identity.apiKeyId": "keyId",
} as const satisfies Record<string, string>;

type Column = (typeof VARIABLES)[keyof typeof VARIABLES];

export interface AccessRefusals {
  readonly text: string;
  readonly namesRoutes: boolean;
  readonly namesKeys: boolean;
}

/** Answers with 429 by route and key, as far as the format has them; null: it does not even have the status. */
export function accessRefusals(format: string): AccessRefusals | null {
  const { pattern, columns } = accessPattern(format, columnOf);
  if (!columns.has("status")) return null;
  const by = [...columns].filter((column) => column !== "status");
  return {
    // The plain text first: it leaves few lines to parse.
    text: [
      'filter @message like "429"',
      `parse @message /${pattern}/`,
      "filter status = 429",
      `stats count(*) as requests${by.length === 0 ? "" : ` by ${by.join(", ")}`}`,
    ].join(" | "),
    namesRoutes: columns.has("routeKey") || (columns.has("method") && columns.has("resource")),
    namesKeys: columns.has("keyId"),
  };
}

function columnOf(name: string): Column | null {
  return Object.entries(VARIABLES).find(([variable]) => variable === name)?.[1] ?? null;
}

/**
 * Requests that a limit refused, from a REST execution log: one line each, at any logging level. Of a usage plan the line
 * names plan and key, the key by the end of its value.
 * [repost.aws/knowledge-center/api-gateway-429-limit; D set-up-logging]
 */
export const executionRefusals = [
  'filter @message like "Key throttle limit exceeded" or @message like "Key quota exhausted"',
  "parse @message /API Key (?<masked>[^ ]+) exceeded/",
  "parse @message /Usage Plan ID (?<plan>[A-Za-z0-9]+)/",
  "parse @message /Limit: (?<limit>[0-9.]+)/",
  "parse @message /Burst: (?<burst>[0-9]+)/",
  "parse @message /Period: (?<period>[A-Z]+)/",
  "parse @message /Resource (?<resourceId>[^ ,]+), HttpMethod (?<method>[A-Z]+)/",
  "stats count(*) as requests by masked, plan, limit, burst, period, resourceId, method",
].join(" | ");
