import type { Subject } from "@/lib/model/subject";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** The page of a function or stage, without range and region. */
export function subjectPath(subject: Subject): string {
  return subject.kind === "function" ? functionPath(subject.name) : apiPath(subject.apiId, subject.stage);
}
