import type { ApiKind } from "@/lib/model/api-gateway";

/** What joins an entry of an access log with the rest of its request. [D api-gateway-variables-for-access-logging] */
interface JoinField {
  /** Without `$context.`. */
  readonly variable: string;
  /** Says the same. */
  readonly orElse?: string;
  readonly key: string;
  /** What it leads to. */
  readonly joins: string;
}

const requestId: JoinField = {
  variable: "requestId",
  orElse: "extendedRequestId",
  key: "requestId",
  joins: "the id that the caller got",
};
const integration: JoinField = {
  variable: "integration.requestId",
  orElse: "awsEndpointRequestId",
  key: "integrationRequestId",
  joins: "the invocation of the function",
};
const trace: JoinField = { variable: "xrayTraceId", key: "xrayTraceId", joins: "the trace" };

/** Figures that a format of one's own may as well have. */
const figures = [
  ["requestTimeEpoch", "requestTimeEpoch"],
  ["httpMethod", "httpMethod"],
  ["path", "path"],
  ["status", "status"],
  ["responseLatency", "responseLatency"],
  ["integrationLatency", "integrationLatency"],
] as const;

/** HTTP and WebSocket APIs have no trace id; it is of use where the stage is traced. */
function joinFields(kind: ApiKind, traced: boolean): readonly JoinField[] {
  return kind === "REST" && traced ? [requestId, integration, trace] : [requestId, integration];
}

/** The join fields that a stage's format lacks; all of them where there is none. */
export function missingFields(
  kind: ApiKind,
  traced: boolean,
  format: string | null,
): readonly { readonly variable: string; readonly joins: string }[] {
  const has = (variable: string) =>
    new RegExp(`\\$context\\.${escaped(variable)}(?![\\w.-])`).test(format ?? "");
  return joinFields(kind, traced).filter(
    ({ variable, orElse }) => !has(variable) && !(orElse !== undefined && has(orElse)),
  );
}

/** A whole format in JSON, for a stage that has none. */
export function newFormat(kind: ApiKind, traced: boolean): string {
  const fields = [
    ...joinFields(kind, traced).map(({ variable, key }) => [key, variable] as const),
    ...figures,
  ];
  return JSON.stringify(Object.fromEntries(fields.map(([key, variable]) => [key, `$context.${variable}`])));
}

/**
 * The stage's own format with the missing fields in its own manner: members of its JSON object, elements of its XML,
 * further values of a list. What is there stays as it is, so that whoever parses it goes on doing so.
 */
export function mergedFormat(format: string, variables: readonly string[]): string {
  return variables.reduce(withField, format.trimEnd());
}

function withField(format: string, variable: string): string {
  const value = `$context.${variable}`;
  const key = freeKey(format, keyOf(variable));
  if (format.startsWith("{") && format.endsWith("}")) {
    const head = format.slice(0, -1).trimEnd();
    return `${head}${head === "{" ? "" : ","}${JSON.stringify(key)}:"${value}"}`;
  }
  const closing = /<\/[^<>]+>$/.exec(format);
  if (format.startsWith("<") && closing) {
    return `${format.slice(0, closing.index)}<${key}>${value}</${key}>${closing[0]}`;
  }
  return `${format}${/,\s*\$context/.test(format) ? "," : " "}${value}`;
}

function keyOf(variable: string): string {
  return [requestId, integration, trace].find((field) => field.variable === variable)?.key ?? variable;
}

/** A key that the object has already would be there twice. */
function freeKey(format: string, key: string): string {
  return new RegExp(`["<]${escaped(key)}[">]`).test(format) ? freeKey(format, `${key}Joined`) : key;
}

function escaped(text: string): string {
  return text.replace(/[.]/g, "\\.");
}
