/** Where the reader came from: the request is looked for around there first. */
export interface RequestHint {
  /** Time of the line, invocation or span, epoch milliseconds. */
  readonly atMs?: number;
}

/**
 * The page of the request that an id belongs to: a request id of API Gateway (or its extended id) or of Lambda, or a
 * trace id in either spelling. Without range and region.
 */
export function requestHref(id: string, { atMs }: RequestHint = {}): string {
  const path = `/requests/${encodeURIComponent(id)}`;
  return atMs === undefined ? path : `${path}?at=${Math.floor(atMs)}`;
}
