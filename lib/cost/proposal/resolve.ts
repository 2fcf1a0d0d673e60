import { type Change, everything, type Scope } from "@/lib/cost/change";
import type { Observed, ProposalFacts } from "@/lib/cost/proposal/facts";
import { changesOfFunction, type Told } from "@/lib/cost/proposal/function-change";
import { refusalOf } from "@/lib/cost/proposal/refusals";
import { functionsIn, type SeenFunction } from "@/lib/cost/proposal/seen-usage";
import { stageLoss, stageRefusal, stagesIn } from "@/lib/cost/proposal/stages";
import { type ProposedChange, subjectsOf } from "@/lib/model/cost-proposal";

export interface Refusal {
  /** null: all that it was meant for. */
  readonly subject: string | null;
  readonly reason: string;
}

/** A proposal with what is known of those it concerns filled in. */
export interface Resolved {
  readonly changes: readonly Change[];
  /** Functions and stages that it changes; null: the whole account. */
  readonly concerns: readonly string[] | null;
  readonly refused: readonly Refusal[];
  /** Figures that decide whether it is worth it, and what would be lost. */
  readonly notes: readonly string[];
  readonly assumptions: readonly string[];
}

const nobody = { functionNames: [], apis: [] } as const satisfies Scope;

/** What a proposal means for the usage that was seen: the changes of a month, and whom it cannot change. */
export function resolveChange(proposal: ProposedChange, observed: Observed): Resolved {
  if (subjectsOf[proposal.kind] === "account") {
    return { changes: [], concerns: null, refused: [], notes: [], assumptions: [] };
  }
  if (proposal.kind === "traffic") return ofTraffic(proposal, observed);
  return proposal.kind === "http-api" ? ofApis(proposal, observed) : ofFunctions(proposal, observed);
}

function ofFunctions(proposal: ProposedChange, observed: Observed): Resolved {
  const { usage, facts } = observed;
  const all = functionsIn(usage);
  const refused: Refusal[] = [];
  const concerned: SeenFunction[] = [];
  for (const name of proposal.subjects.length > 0 ? proposal.subjects : all.keys()) {
    const seen = all.get(name);
    const reason = seen ? refusalOf(proposal, seen, usage.high, facts) : absence(name, facts);
    if (reason !== null) refused.push({ subject: name, reason });
    else if (seen) concerned.push(seen);
  }
  const told = concerned.map((seen) => changesOfFunction(proposal, seen, observed));
  return {
    concerns: concerned.map(({ name }) => name),
    refused: all.size === 0 ? [{ subject: null, reason: "No function ran in the window." }] : refused,
    changes: told.flatMap(({ changes }) => changes),
    ...wordsOf(told),
  };
}

function ofApis(proposal: ProposedChange, { usage, facts }: Observed): Resolved {
  const { stages, unknown } = stagesIn(usage.high, proposal.subjects);
  const refused: Refusal[] = unknown.map((subject) => ({ subject, reason: NO_API }));
  const concerned: string[] = [];
  for (const { name, kind } of stages) {
    const reason = stageRefusal(kind, facts.stages?.get(name) ?? null);
    if (reason === null) concerned.push(name);
    else refused.push({ subject: name, reason });
  }
  const notes = concerned.flatMap((name) => stageLoss(name, facts.stages?.get(name) ?? null));
  return {
    concerns: concerned,
    refused: stages.length + unknown.length === 0 ? [{ subject: null, reason: NO_API }] : refused,
    changes: [{ scope: { ...nobody, apis: concerned }, kind: "http-api" }],
    notes,
    assumptions:
      concerned.length === 0
        ? []
        : [
            "What moves to an HTTP API needs none of usage plans, API keys, AWS WAF, request validation, response templates, private or edge-optimised endpoints: these were not read. Requests are below 512 KB, in steps of which HTTP APIs are metered.",
          ],
  };
}

function ofTraffic(proposal: ProposedChange & { readonly kind: "traffic" }, observed: Observed): Resolved {
  const { usage, facts } = observed;
  const { factor, subjects } = proposal;
  const assumptions = [
    "More requests come like those seen: same durations, same share of cold starts. Provisioned concurrency and caches stay as they are.",
  ];
  if (subjects.length === 0) {
    const changes: readonly Change[] = [{ scope: everything, kind: "traffic", factor }];
    return { concerns: null, refused: [], notes: [], assumptions, changes };
  }
  const functions = functionsIn(usage);
  const named = subjects.filter((name) => functions.has(name));
  const { stages, unknown } = stagesIn(
    usage.high,
    subjects.filter((name) => !functions.has(name)),
  );
  const apis = stages.map(({ name }) => name);
  return {
    concerns: [...named, ...apis],
    refused: unknown.map((subject) => ({ subject, reason: absence(subject, facts) })),
    notes: [],
    assumptions: [
      ...assumptions,
      "Only what is named gets more traffic: functions behind an API, and what they call, have to be named too.",
    ],
    changes: [{ scope: { functionNames: named, apis }, kind: "traffic", factor }],
  };
}

const NO_API = "No charged request of an API of that name came in the window.";

function absence(name: string, { functions }: ProposalFacts): string {
  return functions && !functions.has(name)
    ? "There is no function of that name."
    : "It did not run in the window: nothing is known of what it would cost.";
}

function wordsOf(told: readonly Told[]): Pick<Resolved, "notes" | "assumptions"> {
  return {
    notes: [...new Set(told.flatMap(({ notes }) => notes))],
    assumptions: [...new Set(told.flatMap(({ assumptions }) => assumptions))],
  };
}
