import { type CostEstimateField, costEstimateFields } from "@/lib/url/cost-estimate";

/** What stands in the estimator's fields, as typed. A field that is not there has its default. */
export type EstimatorForm = Readonly<Partial<Record<CostEstimateField, string>>>;

/** What an estimate starts from when nothing is known. */
export const firstForm: EstimatorForm = { requestsPerMonth: "1000000", memoryMb: "512", durationMs: "100" };

/** The three ways to say how much there is to do; a form has one of them. */
export const loadFields = ["requestsPerMonth", "concurrency", "budgetUsd"] as const;
export type LoadField = (typeof loadFields)[number];

/** Nobody types more, and a shared address stays short. */
const LONGEST = 40;

/**
 * Reads `estimate=memoryMb:1536,durationMs:1000,concurrency:1000`, a parameter of the Cost page. What it cannot read it
 * leaves out: each field says for itself what is wrong with it.
 */
export function parseEstimatorForm(text: string | null | undefined): EstimatorForm {
  if (text === null || text === undefined || text.trim() === "") return firstForm;
  const form: Partial<Record<CostEstimateField, string>> = {};
  for (const part of text.split(",")) {
    const [name = "", ...value] = part.split(":");
    const field = costEstimateFields.find((one) => one === name.trim());
    if (field !== undefined) form[field] = shortened(decoded(value.join(":")));
  }
  return form;
}

/** The inverse, but for what groups digits; null when it says no more than no parameter does. */
export function estimatorFormText(form: EstimatorForm): string | null {
  const textOf = (one: EstimatorForm) =>
    costEstimateFields
      .flatMap((field) => {
        const value = one[field];
        return value === undefined ? [] : [`${field}:${encodeURIComponent(shortened(plainNumber(value)))}`];
      })
      .join(",");
  const text = textOf(form);
  return text === textOf(firstForm) ? null : text;
}

/**
 * The form as parameters of `/api/cost/estimate`. Spaces and commas that group digits are taken out, empty fields have
 * their default.
 * @param region where the form names none
 */
export function estimateSearch(form: EstimatorForm, region: string | null): Readonly<Record<string, string>> {
  const given = costEstimateFields.flatMap((field) => {
    const value = plainNumber(form[field] ?? "").trim();
    // The load must be there: left empty, it is told so.
    const needed = loadFields.some((one) => one === field) && form[field] !== undefined;
    return value === "" && !needed ? [] : [[field, value] as const];
  });
  return { ...(region === null ? {} : { region }), ...Object.fromEntries(given) };
}

/** `1,000,000` and `1 000 000` → `1000000`; anything else as it is. */
function plainNumber(text: string): string {
  return /^\s*\d{1,3}([,\s_']\d{3})+(\.\d+)?\s*$/.test(text) ? text.replace(/[,\s_']/g, "") : text;
}

/** Half a character cannot be written into an address. */
function shortened(text: string): string {
  return text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
