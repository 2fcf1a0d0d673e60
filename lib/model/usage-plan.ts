/** Requests per second, and how many more may come at once: the size of the token bucket. */
export interface Throttle {
  readonly rateLimit: number;
  /** null: not told. */
  readonly burstLimit: number | null;
}

/** A throttle that holds for one route: `POST /orders`. */
export interface RouteThrottle extends Throttle {
  readonly route: string;
}

export const quotaPeriods = ["DAY", "WEEK", "MONTH"] as const;
export type QuotaPeriod = (typeof quotaPeriods)[number];

/** Requests that each key may send in a period. */
export interface Quota {
  readonly limit: number;
  readonly period: QuotaPeriod;
}

export interface PlanStage {
  readonly apiId: string;
  readonly stage: string;
  /** Limits of single routes for the plan's keys. */
  readonly routes: readonly RouteThrottle[];
}

/** What API Gateway allows those who send one of the plan's keys. Throttle and quota are per key. */
export interface UsagePlan {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly stages: readonly PlanStage[];
  /** null: no limit but those of the stage and the account. */
  readonly throttle: Throttle | null;
  readonly quota: Quota | null;
}

/** An API key without its value, which is a secret. */
export interface ApiKeyName {
  readonly id: string;
  readonly name: string | null;
  readonly enabled: boolean;
}

export interface DayOfUse {
  /** UTC, `2026-01-15`. */
  readonly day: string;
  readonly used: number;
  /** Left of the quota's period at the end of the day, or now; null where AWS does not tell. */
  readonly remaining: number | null;
}

export interface KeyUsage {
  /** null: AWS told the use by something that may be the key's value, which was dropped. */
  readonly keyId: string | null;
  /** One day after the other. */
  readonly days: readonly DayOfUse[];
}
