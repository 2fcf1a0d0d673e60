import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";
import type { ApiDef, RouteDef, World } from "@/lib/sandbox/world/types";

/** The API of `id` if it is of this kind. Throws NotFoundException as API Gateway words it. */
export function findApi(world: World, kind: ApiDef["kind"], id: unknown): ApiDef {
  const api = world.apis.find((candidate) => candidate.kind === kind && candidate.id === id);
  if (api !== undefined) return api;
  throw notFound(`Invalid API identifier specified ${world.account.accountId}:${String(id)}`);
}

export function notFound(message: string): AwsError {
  return new AwsError("NotFoundException", message, 404);
}

export function badRequest(message: string): AwsError {
  return new AwsError("BadRequestException", message, 400);
}

/** Function ARN that a route calls, with the alias where the integration names one. */
export function targetArn(world: World, route: RouteDef): string {
  const arn = world.functions[route.functionIndex]?.arn ?? "";
  return route.qualifier === null ? arn : `${arn}:${route.qualifier}`;
}

/** AccessLogSettings of a stage, in the spelling of both API versions. */
export function accessLogSettings(world: World, api: ApiDef): JsonObject | undefined {
  if (api.accessLog === null) return undefined;
  const { accountId, region } = world.account;
  return {
    destinationArn: `arn:aws:logs:${region}:${accountId}:log-group:${api.accessLog.logGroup}`,
    format: api.accessLog.format,
  };
}
