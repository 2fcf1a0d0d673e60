import type { ApiKind } from "@/lib/model/api-gateway";

/** What fails, is deployed or is watched: a function, or a stage of an API. */
export type Subject = FunctionSubject | StageOfApi;

export interface FunctionSubject {
  readonly kind: "function";
  readonly name: string;
}

export interface StageOfApi {
  readonly kind: "stage";
  readonly apiId: string;
  readonly apiName: string;
  readonly apiKind: ApiKind;
  readonly stage: string;
}

/** One text for one subject. Neither function names nor API ids have a slash. */
export function subjectKey(subject: Subject): string {
  return subject.kind === "function" ? subject.name : `${subject.apiId}/${subject.stage}`;
}

/** As it is told: `payments-charge`, `shop-api / prod`. */
export function subjectName(subject: Subject): string {
  return subject.kind === "function" ? subject.name : `${subject.apiName} / ${subject.stage}`;
}
