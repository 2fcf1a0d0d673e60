import type { EpochMs } from "@/lib/base/time";
import type { RouteThrottle } from "@/lib/model/usage-plan";

export type ApiKind = "REST" | "HTTP" | "WEBSOCKET";

export interface Api {
  readonly id: string;
  readonly name: string;
  readonly kind: ApiKind;
  readonly description: string | null;
  readonly createdMs: EpochMs | null;
}

export interface ApiStage {
  readonly name: string;
  readonly deploymentId: string | null;
  readonly createdMs: EpochMs | null;
  /** null where the kind of API has no X-Ray. */
  readonly tracing: boolean | null;
  readonly detailedMetrics: boolean;
  /** null where the kind of API has no execution log. */
  readonly executionLog: "OFF" | "ERROR" | "INFO" | null;
  readonly dataTrace: boolean;
  readonly accessLogGroup: string | null;
  readonly accessLogFormat: string | null;
  readonly cacheSizeGb: number | null;
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number } | null;
  /** Of single routes, where they differ from it. */
  readonly routeThrottles: readonly RouteThrottle[];
  readonly canary: { readonly share: number; readonly deploymentId: string | null } | null;
  readonly variables: Readonly<Record<string, string>>;
}

export interface ApiRoute {
  readonly method: string;
  readonly path: string;
  /** null when the integration is not a Lambda function. */
  readonly functionName: string | null;
  /** Alias or version in the integration's ARN; a stage variable is already resolved. */
  readonly qualifier: string | null;
  /** Name or type of the authorizer, null when the route is open. */
  readonly authorizer: string | null;
}

/** A snapshot of an API that its stages can be set to. */
export interface ApiDeployment {
  readonly id: string;
  readonly createdMs: EpochMs | null;
  readonly description: string | null;
}
