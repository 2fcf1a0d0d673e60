import type { ApiRoute } from "@/lib/model/api-gateway";

/**
 * The route that a request took: by its resource where the log has it, else by the longest template that its path fits.
 * `$context.path` of a REST API begins with the stage.
 */
export function routeOf(
  routes: readonly ApiRoute[],
  stage: string,
  request: {
    readonly method: string | null;
    readonly path: string | null;
    readonly resourcePath: string | null;
  },
): ApiRoute | null {
  const { method, path, resourcePath } = request;
  const ofMethod = routes.filter(
    (route) => method === null || route.method === method || route.method === "ANY",
  );
  const named = ofMethod.filter((route) => route.path === resourcePath);
  if (named.length > 0) return named[0] ?? null;
  if (path === null) return null;
  const prefix = `/${stage}`;
  const paths =
    path === prefix || path.startsWith(`${prefix}/`) ? [path.slice(prefix.length) || "/", path] : [path];
  for (const one of paths) {
    const fitting = ofMethod
      .filter((route) => fits(route.path, one))
      .sort((a, b) => literalLength(b.path) - literalLength(a.path));
    if (fitting[0] !== undefined) return fitting[0];
  }
  return null;
}

/** `{id}` is one segment, `{proxy+}` the rest. */
function fits(template: string, path: string): boolean {
  const parts = template.split("/");
  const given = path.split("/");
  for (const [i, part] of parts.entries()) {
    if (/^\{.+\+\}$/.test(part)) return given.length > i;
    const value = given[i];
    if (value === undefined) return false;
    if (!/^\{.+\}$/.test(part) && part !== value) return false;
  }
  return given.length === parts.length;
}

function literalLength(template: string): number {
  return template.replace(/\{[^}]*\}/g, "").length;
}
