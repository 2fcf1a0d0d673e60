/** What a log stream's name says of the execution environment that wrote it. */
export interface StreamIdentity {
  /** null where the name does not tell, as in a function's own group. */
  readonly functionName: string | null;
  /** `$LATEST` or a number; null where unknown. */
  readonly version: string | null;
}

const UNKNOWN: StreamIdentity = { functionName: null, version: null };

/**
 * `2026/10/08/[$LATEST]f710…` in a function's own group; in a custom one `2026/10/08/my-fn[$LATEST]22be…`, by the
 * documentation `2026/10/08/my-fn[$LATEST][22be…]`. [L 2023–2026; D monitoring-cloudwatchlogs-loggroups]
 */
export function streamIdentity(group: string, stream: string): StreamIdentity {
  const [, functionName = "", version] =
    /^\d{4}\/\d\d\/\d\d\/([^[\]]*)\[(\$LATEST|\d+)\]\[?[0-9A-Fa-f-]{32,36}\]?$/.exec(stream) ?? [];
  if (version === undefined) return UNKNOWN;
  return { functionName: functionName === "" ? functionOfGroup(group) : functionName, version };
}

/** `/aws/lambda/orders-api` → `orders-api`; Lambda@Edge puts the home region before the name. */
export function functionOfGroup(group: string): string | null {
  const [, name] = /^\/aws\/lambda\/(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?([^/]+)$/.exec(group) ?? [];
  return name ?? null;
}
