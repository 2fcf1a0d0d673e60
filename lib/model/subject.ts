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

const MOST_NAMES = 5;

/** `payments-charge, shop-api / prod and 12 more`: when a region fails, hundreds have it. */
export function subjectNames(subjects: readonly Subject[]): string {
  const names = subjects.slice(0, MOST_NAMES).map(subjectName).join(", ");
  const more = subjects.length - MOST_NAMES;
  return more > 0 ? `${names} and ${more} more` : names;
}

/** As it is told: `payments-charge`, `shop-api / prod`. */
export function subjectName(subject: Subject): string {
  return subject.kind === "function" ? subject.name : `${subject.apiName} / ${subject.stage}`;
}
