/**
 * `GET /orders/{id}`: what a URL has in common with others of its kind. X-Ray keeps the URL and not the route, so parts of
 * the path that look like ids are left out; the stage, which API Gateway's own host puts first, too.
 *
 *     GET https://a1.execute-api.us-east-1.amazonaws.com/prod/orders/7?x=1  →  GET /orders/{id}
 */
export function routeOf(method: string | null, url: string | null, entry: string | null): string | null {
  const path = url === null ? null : pathOf(url);
  if (path === null) return null;
  const parts = path.split("/").filter((part) => part !== "");
  const stage = entry?.includes("/") ? entry.slice(entry.lastIndexOf("/") + 1) : null;
  if (stage !== null && parts[0] === stage) parts.shift();
  const route = `/${parts.map((part) => (isId(part) ? "{id}" : part)).join("/")}`;
  return method === null ? route : `${method} ${route}`;
}

/** Tracers write whole URLs, or only the path. */
function pathOf(url: string): string | null {
  const withoutHost = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const path = withoutHost.split(/[?#]/)[0] ?? "";
  return path.startsWith("/") ? path : withoutHost === url ? null : "/";
}

/** Numbers, hexadecimal strings, ULIDs, and names with a number such as `customer-12` or `sku_0042`. Not `v1`. */
function isId(part: string): boolean {
  if (/^v\d{1,2}$/i.test(part)) return false;
  return (
    /^\d+$/.test(part) ||
    /^[0-9a-f]{8,}$/i.test(part) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(part) ||
    /^[\w.~%-]*\d[\w.~%-]*$/.test(part)
  );
}
