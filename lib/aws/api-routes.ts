import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { ApiRoute } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";

/** What the two generations of API Gateway have in common about routes. */

/** By authorizer id. */
export type AuthorizerNames = Readonly<Record<string, string>>;

export interface NamedAuthorizer {
  readonly id: string;
  readonly name: string;
}

/** Hears what is missing from an answer that does without it. */
export type OnMissing = (failure: Failure) => void;

/** A name is an extra: without it the route still shows the kind of authorizer. Abandonment goes on as AbortError. */
export async function authorizerNames(
  authorizers: Promise<readonly NamedAuthorizer[]>,
  onMissing?: OnMissing,
): Promise<AuthorizerNames> {
  try {
    const named = (await authorizers).filter(({ name }) => name !== "");
    return Object.fromEntries(named.map(({ id, name }) => [id, name]));
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    onMissing?.(error.failure);
    return {};
  }
}

/** Name, else type, of a route's authorizer; null for an open route. */
export function authorizerOf(
  route: { readonly authorizationType: string | null; readonly authorizerId: string | null },
  names: AuthorizerNames,
): string | null {
  if (route.authorizationType === null || route.authorizationType === "NONE") return null;
  return names[route.authorizerId ?? ""] ?? route.authorizationType;
}

/** By path, then method, in code unit order: the same on every machine. */
export function inOrder(routes: readonly ApiRoute[]): readonly ApiRoute[] {
  return [...routes].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
