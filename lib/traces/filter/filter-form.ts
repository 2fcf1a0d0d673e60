import { parseFilter } from "@/lib/traces/filter/parse-filter";
import { quoted } from "@/lib/traces/filter/quoted";
import type { AnnotationTest, Filter } from "@/lib/traces/filter/syntax";

/** What the form can say. Empty texts say nothing; all that is said must hold. */
export interface FilterForm {
  readonly service: string;
  /** Part of the URL. */
  readonly url: string;
  readonly method: string;
  /** `5xx`, `4xx`, or one status such as `404`. */
  readonly status: string;
  /** Any of those checked. */
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  /** Milliseconds. */
  readonly slowerThanMs: number | null;
  readonly annotationKey: string;
  /** A text; true, false and numbers are taken as such unless in quotes. Empty: any value. */
  readonly annotationValue: string;
  /** By the annotation that Powertools sets: X-Ray itself cannot search for cold starts. */
  readonly cold: boolean;
}

export const emptyForm: FilterForm = {
  service: "",
  url: "",
  method: "",
  status: "",
  fault: false,
  error: false,
  throttle: false,
  slowerThanMs: null,
  annotationKey: "",
  annotationValue: "",
  cold: false,
};

export const COLD_ANNOTATION = "ColdStart";
const outcomes = ["fault", "error", "throttle"] as const;

/** The expression for the form, conditions in the form's order; "" for an empty one. */
export function expressionOf(form: FilterForm): string {
  const conditions = [
    form.service === "" ? null : `service(${quoted(form.service)})`,
    form.url === "" ? null : `http.url CONTAINS ${quoted(form.url)}`,
    form.method === "" ? null : `http.method = ${quoted(form.method)}`,
    statusCondition(form.status),
    outcomeCondition(form),
    form.slowerThanMs === null ? null : `responsetime > ${secondsText(form.slowerThanMs)}`,
    form.annotationKey === "" ? null : annotationCondition(form.annotationKey, form.annotationValue),
    form.cold ? `annotation[${COLD_ANNOTATION}] = true` : null,
  ];
  return conditions.filter((condition) => condition !== null).join(" AND ");
}

/** The form that writes this expression; null when no form does. */
export function formOf(expression: string): FilterForm | null {
  const { filter, problem } = parseFilter(expression);
  if (problem !== null) return null;
  if (filter === null) return emptyForm;
  const terms = filter.kind === "and" ? filter.terms : [filter];
  let form = emptyForm;
  for (const term of terms) form = { ...form, ...partOf(term, form) };
  // Whatever was not understood, said twice or in another order does not come back the same.
  const again = parseFilter(expressionOf(form)).filter;
  return JSON.stringify(again) === JSON.stringify(filter) ? form : null;
}

function partOf(term: Filter, form: FilterForm): Partial<FilterForm> {
  switch (term.kind) {
    case "service":
      return { service: term.selector?.name ?? "" };
    case "string":
      if (term.word === "http.url") return { url: term.value };
      return term.word === "http.method" ? { method: term.value } : {};
    case "number":
      if (term.word === "responsetime") return { slowerThanMs: Number((term.value * 1000).toPrecision(12)) };
      if (term.word !== "http.status") return {};
      if (term.operator === "=") return { status: String(term.value) };
      return { status: term.value === 500 && form.status === "4xx" ? "4xx" : statusClass(term.value) };
    case "boolean":
      return { [term.word]: term.value };
    case "or":
      return Object.assign({}, ...term.terms.map((one) => partOf(one, form)));
    case "annotation":
      if (term.key === COLD_ANNOTATION && term.test?.value === true) return { cold: true };
      return { annotationKey: term.key, annotationValue: valueText(term.test) };
    default:
      return {};
  }
}

function statusClass(from: number): string {
  return from === 500 ? "5xx" : from === 400 ? "4xx" : "";
}

function statusCondition(status: string): string | null {
  if (status === "5xx") return "http.status >= 500";
  if (status === "4xx") return "http.status >= 400 AND http.status < 500";
  return /^\d{3}$/.test(status) ? `http.status = ${status}` : null;
}

function outcomeCondition(form: FilterForm): string | null {
  const chosen = outcomes.filter((name) => form[name]);
  if (chosen.length < 2) return chosen[0] ?? null;
  return `(${chosen.join(" OR ")})`;
}

/** X-Ray compares seconds; `toPrecision` keeps 0.1 ms from becoming 0.00010000000000000001. */
function secondsText(ms: number): string {
  return String(Number((ms / 1000).toPrecision(12)));
}

function annotationCondition(key: string, value: string): string {
  const left = `annotation[${key.replaceAll("]", "")}]`;
  if (value === "") return left;
  if (value === "true" || value === "false") return `${left} = ${value}`;
  if (/^-?\d+(\.\d+)?$/.test(value)) return `${left} = ${Number(value)}`;
  const inQuotes = /^"(.*)"$/s.exec(value)?.[1];
  return `${left} = ${quoted(inQuotes ?? value)}`;
}

function valueText(test: AnnotationTest | null): string {
  if (test === null) return "";
  if (typeof test.value !== "string") return String(test.value);
  const ambiguous = /^(true|false|-?\d+(\.\d+)?|".*"|)$/s.test(test.value);
  return ambiguous ? `"${test.value}"` : test.value;
}
