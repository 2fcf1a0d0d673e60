import type { DurationMs, EpochMs } from "@/lib/base/time";

/** As ListFunctions or GetFunctionConfiguration give it, less the environment variables, which never leave lib/aws. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly description: string | null;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string;
  readonly memoryMb: number;
  readonly timeoutMs: DurationMs;
  readonly ephemeralStorageMb: number | null;
  readonly codeSizeBytes: number | null;
  readonly packageType: string | null;
  readonly vpc: boolean;
  readonly lastModifiedMs: EpochMs | null;
  readonly logGroup: string;
  readonly logFormat: string;
  readonly systemLogLevel: string | null;
  readonly applicationLogLevel: string | null;
  readonly tracing: string | null;
  readonly snapStart: boolean;
  readonly deadLetterArn: string | null;
  readonly version: string;
}

export interface LambdaAlias {
  readonly name: string;
  /** Every version that takes traffic, main version first; weights 0–1 sum to 1. */
  readonly versions: readonly { readonly version: string; readonly weight: number }[];
}

export interface LambdaVersion {
  readonly version: string;
  readonly description: string | null;
  readonly lastModifiedMs: EpochMs | null;
}

export interface ProvisionedConcurrency {
  readonly qualifier: string;
  readonly requested: number;
  readonly available: number;
  readonly status: string;
}

export interface EventSourceMapping {
  readonly id: string;
  readonly arn: string;
  readonly state: string;
  readonly batchSize: number | null;
}

export interface LambdaAccount {
  /** Concurrent executions allowed in the region. */
  readonly concurrencyLimit: number | null;
  readonly unreservedConcurrency: number | null;
  readonly functionCount: number | null;
}
