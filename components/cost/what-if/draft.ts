import { type ProposalKind, type ProposedChange, subjectsOf } from "@/lib/model/cost-proposal";
import type { WhatIfChoices } from "@/lib/model/views/cost-what-if";
import { BadParameter } from "@/lib/url/bad-parameter";
import { changeText, parseChanges } from "@/lib/url/cost-changes";

/** A change that is being made up: what the fields hold, as text. */
export interface Draft {
  readonly kind: ProposalKind;
  readonly value: string;
  /** Hours a day, or how a plan is paid. */
  readonly extra: string;
  readonly subjects: readonly string[];
}

export const kindLabels = {
  arm64: "Move to arm64",
  memory: "Memory size",
  provisioned: "Provisioned concurrency",
  "snap-start": "SnapStart",
  timeout: "Timeout",
  traffic: "Traffic",
  "http-api": "REST API → HTTP API",
  "log-volume": "Log volume",
  retention: "Log retention",
  "savings-plan": "Compute Savings Plan",
} as const satisfies Record<ProposalKind, string>;

const usual = {
  arm64: ["", ""],
  memory: ["1024", ""],
  provisioned: ["5", "24"],
  "snap-start": ["", ""],
  timeout: ["10", ""],
  traffic: ["2", ""],
  "http-api": ["", ""],
  "log-volume": ["0.5", ""],
  retention: ["30", ""],
  "savings-plan": ["80", "no-upfront"],
} as const satisfies Record<ProposalKind, readonly [string, string]>;

export function draftOf(kind: ProposalKind, subjects: readonly string[] = []): Draft {
  const [value, extra] = usual[kind];
  return { kind, value, extra, subjects: subjectsOf[kind] === "account" ? [] : subjects };
}

/** The change that the fields describe, as it stands in the address; or what is wrong with them. */
export function readDraft(draft: Draft): { readonly change: string } | { readonly problem: string } {
  const names: ProposedChange = { kind: "arm64", subjects: draft.subjects };
  const tail = changeText(names).slice("arm64".length);
  const value = valueText(draft);
  try {
    const [change] = parseChanges({ change: `${draft.kind}${value === null ? "" : `-${value}`}${tail}` });
    return change ? { change: changeText(change) } : { problem: "Choose a change." };
  } catch (error) {
    if (error instanceof BadParameter) return { problem: withoutEcho(error.message) };
    throw error;
  }
}

function valueText({ kind, value, extra }: Draft): string | null {
  const text = value.trim();
  switch (kind) {
    case "arm64":
    case "snap-start":
    case "http-api":
      return null;
    case "timeout":
      return scaled(text, 1000);
    case "provisioned":
      return `${text}-${extra.trim()}h`;
    case "savings-plan":
      return `${extra}-${scaled(text, 0.01)}`;
    default:
      return text;
  }
}

/** As it is where it is no number, so that the message names what was typed. */
function scaled(text: string, factor: number): string {
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? text : String(Number((value * factor).toFixed(6)));
}

/** The form shows its fields: how they would stand in the address needs no repeating. */
function withoutEcho(message: string): string {
  return message.replace(/^“[^”]*”:? ?/, "").replace(/, such as .*$/, ".");
}

/** What is usually asked first, ready made. */
export function examplesOf({ functions, apis }: WhatIfChoices): readonly Draft[] {
  const x86 = dearest(functions.filter(({ architecture }) => architecture === "x86_64"));
  return [
    ...(x86.length > 0 ? [draftOf("arm64", x86)] : []),
    draftOf("traffic"),
    draftOf("savings-plan"),
    ...(apis.some(({ kind }) => kind === "REST") ? [draftOf("http-api")] : []),
  ];
}

export const QUICK_COUNT = 3;

/** Names of the first few; the choices come dearest first. */
export function dearest(choices: readonly { readonly name: string }[]): readonly string[] {
  return choices.slice(0, QUICK_COUNT).map(({ name }) => name);
}
