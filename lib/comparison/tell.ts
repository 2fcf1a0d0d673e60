import { formatDuration } from "@/lib/base/format-duration";
import { formatRatio } from "@/lib/base/format-number";
import { formatValue } from "@/lib/base/format-value";
import type { ComparedFigure, Comparison, FigureVerdict } from "@/lib/model/views/comparison";

/** How the sides are named in sentences. */
export interface Names {
  readonly kind: Comparison["kind"];
  /** `version 42`, `the canary`; of a deployment not used. */
  readonly later: string;
  /** `41`, `the base`. */
  readonly earlier: string;
  /** What fails: `invocations`, `requests`. */
  readonly requests: string;
  /** The deployment's own time; null where the sides run at the same time. */
  readonly atMs: number | null;
}

/** By weight. Cold starts have none: every deployment of code ends the environments of the one before. */
const DECIDING: readonly ComparedFigure["key"][] = ["errors", "p95", "p50", "clientErrors", "cost"];

/**
 * The verdict of the weightiest figure that is worse or better; `alike` only when the errors and the p95 are. Errors come
 * first: requests that fail end early, so that what fails more is often faster and cheaper.
 */
export function overallVerdict(figures: readonly ComparedFigure[]): FigureVerdict {
  const lead = leadOf(figures);
  if (lead !== null) return lead.verdict;
  const main = figures.filter(({ key }) => key === "errors" || key === "p95");
  return main.length > 0 && main.every(({ verdict }) => verdict === "alike") ? "alike" : "cannot-tell";
}

/** The comparison in words: the figure that decides, in numbers, and since when where that was not the deployment. */
export function sentenceOf(figures: readonly ComparedFigure[], names: Names): string {
  const verdict = overallVerdict(figures);
  if (verdict === "cannot-tell") return `${cannotTell(names)}: ${whyNot(figures, names)}`;
  const lead = leadOf(figures);
  if (lead === null) return alike(figures, names);
  const others = figures.filter(({ key }) => key !== lead.key && DECIDING.includes(key));
  const also = others.filter((figure) => figure.verdict === verdict);
  const contrary = others.filter((figure) => figure.verdict === (verdict === "worse" ? "better" : "worse"));
  return [
    `${headOf(lead, names)}: ${numbersOf(lead, names)} (${probabilityText(lead)}).${beganText(lead, names)}`,
    ...(also.length === 0 ? [] : [`Also ${verdict}: ${listed(also)}.`]),
    ...(contrary.length === 0
      ? []
      : [`${verdict === "worse" ? "Lower" : "Higher"}: ${listed(contrary)}${earlyText(lead)}.`]),
  ].join(" ");
}

function leadOf(figures: readonly ComparedFigure[]): ComparedFigure | null {
  const decided = figures.filter(({ verdict }) => verdict === "worse" || verdict === "better");
  for (const key of DECIDING) {
    const lead = decided.find((figure) => figure.key === key);
    if (lead !== undefined) return lead;
  }
  return null;
}

function listed(figures: readonly ComparedFigure[]): string {
  return figures.map(shortName).join(" and ");
}

function earlyText({ key }: ComparedFigure): string {
  return key === "errors" ? ", as requests that fail often end early" : "";
}

/** `probability 99.8 %`, `probability over 99.9 %`, of what the verdict says. */
export function probabilityText({ probabilityWorse, verdict }: ComparedFigure): string {
  if (probabilityWorse === null) return "probability not known";
  const p = verdict === "better" ? 1 - probabilityWorse : probabilityWorse;
  return `probability ${shareText(p).replace(">", "over").replace("<", "under")}`;
}

/** A probability, never rounded to certainty: `> 99.9 %`, `97.2 %`, `< 0.1 %`. */
export function shareText(p: number): string {
  if (p > 0.999) return "> 99.9 %";
  return p < 0.001 ? "< 0.1 %" : `${(100 * p).toFixed(1)} %`;
}

function headOf({ key, verdict }: ComparedFigure, { kind, later, earlier }: Names): string {
  const words: Partial<Record<ComparedFigure["key"], readonly [string, string]>> = {
    errors: ["worse", "better"],
    clientErrors: ["worse", "better"],
    p50: ["slower", "faster"],
    p95: ["slower", "faster"],
    cost: ["dearer", "cheaper"],
  };
  const word = words[key]?.[verdict === "worse" ? 0 : 1] ?? verdict;
  return kind === "deployment" ? capital(`${word} after it`) : capital(`${later} is ${word} than ${earlier}`);
}

function numbersOf(figure: ComparedFigure, { kind, requests }: Names): string {
  const [a, b] = [formatValue(figure.earlier, figure.unit), formatValue(figure.later, figure.unit)];
  const against = kind === "deployment" ? `, ${a} before` : ` against ${a}`;
  switch (figure.key) {
    case "errors":
      return `${b} of ${requests} fail${against}`;
    case "clientErrors":
      return `${b} of ${requests} are refused with 4xx${against}`;
    case "cost":
      return `${b} for 1,000 ${requests}${against}`;
    default:
      return `${figure.key} ${b}${against}`;
  }
}

function beganText({ changedMs }: ComparedFigure, { atMs }: Names): string {
  if (changedMs === null || atMs === null) return "";
  const began = `It began ${awayFrom(changedMs, atMs)} the deployment`;
  return changedMs < atMs ? ` ${began}, which therefore did not set it off.` : ` ${began}.`;
}

function awayFrom(ms: number, atMs: number): string {
  return `${formatDuration(Math.abs(ms - atMs))} ${ms < atMs ? "before" : "after"}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cannotTell({ kind, later, earlier }: Names): string {
  return kind === "deployment"
    ? "Cannot tell whether it made a difference"
    : `Cannot tell ${later} from ${earlier}`;
}

/** Of the main figures, the first reason; each is a sentence of its own. */
function whyNot(figures: readonly ComparedFigure[], names: Names): string {
  const open = figures.filter(({ verdict }) => verdict === "cannot-tell");
  const main = open.find(({ key }) => key === "errors") ?? open.find(({ key }) => key === "p95") ?? open[0];
  if (main?.reason == null) return "too little is known.";
  const reason = `${main.reason.charAt(0).toLowerCase()}${main.reason.slice(1)}`;
  if (main.difference === null) return reason;
  if (main.changedMs === null || names.atMs === null) return `${shortName(main)}: ${reason}`;
  return `${shortName(main)} changed ${awayFrom(main.changedMs, names.atMs)} the deployment, not with it.`;
}

function alike(figures: readonly ComparedFigure[], { kind, later, earlier, requests }: Names): string {
  const errors = figures.find(({ key }) => key === "errors");
  const most = Math.max(Math.abs(errors?.difference?.low ?? 0), Math.abs(errors?.difference?.high ?? 0));
  const text = `the share of ${requests} that fail differs by ${formatRatio(most).replace(" %", " percentage points")} at most, and p95 is alike.`;
  return kind === "deployment"
    ? `No difference that matters: ${text}`
    : `${capital(later)} is like ${earlier}: ${text}`;
}

function shortName({ key, label }: ComparedFigure): string {
  return key === "p50" || key === "p95" ? key : label.charAt(0).toLowerCase() + label.slice(1);
}
