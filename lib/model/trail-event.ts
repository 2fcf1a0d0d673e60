import type { EpochMs } from "@/lib/base/time";

/** A call to Lambda or API Gateway as CloudTrail's event history tells it: only what says who deployed what. */
export interface TrailEvent {
  readonly id: string;
  /** Without the date of the API that Lambda's names carry: `UpdateAlias`. */
  readonly name: string;
  /** Whole seconds. */
  readonly atMs: EpochMs;
  /** User, session of a role, or AWS service. */
  readonly by: string | null;
  /** AWS refused the call, so nothing changed. */
  readonly failed: boolean;
  /** null: the record is missing or cannot be read. */
  readonly call: TrailCall | null;
}

/** What was asked for and answered; null where the call does not tell. */
export interface TrailCall {
  /** Name or ARN, with or without a qualifier, as the caller wrote it. */
  readonly functionName: string | null;
  readonly dryRun: boolean;
  /** The call publishes a version besides. */
  readonly publish: boolean;
  /** Of the answer: the version that was published, or `$LATEST`. */
  readonly answeredVersion: string | null;
  readonly alias: string | null;
  /** Main version that an alias was to get. */
  readonly aliasVersion: string | null;
  /** Main version that it has since. */
  readonly answeredAliasVersion: string | null;
  /** Shares 0–1 of further versions of an alias; null: not part of the call. Empty takes them back. */
  readonly weights: Readonly<Record<string, number>> | null;
  readonly restApiId: string | null;
  readonly httpApiId: string | null;
  readonly stage: string | null;
  readonly deploymentId: string | null;
  /** Share 0–1 of a canary deployment. */
  readonly canaryShare: number | null;
  /** Changes of a REST stage by path. */
  readonly patches: readonly StagePatch[];
  readonly description: string | null;
}

export interface StagePatch {
  readonly op: string;
  readonly path: string;
  readonly value: string | null;
  readonly from: string | null;
}
