import type { ApiKind, ApiStage } from "@/lib/model/api-gateway";

export interface StageFacts {
  readonly apiId: string;
  readonly apiName: string;
  readonly kind: ApiKind;
  readonly stage: ApiStage;
  /** Of the page about it. */
  readonly path: string;
}

export interface StageChange extends StageFacts {
  /** The access log format to set. */
  readonly format: string;
}
