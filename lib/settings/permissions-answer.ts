import type { OperationId } from "@/lib/model/aws-operations";
import type { Failure } from "@/lib/model/failure";
import { panelNeeds } from "@/lib/model/panel-needs";
import type { Answer } from "@/lib/model/views/overview";

interface Outcome {
  readonly id: OperationId;
  readonly failure: Failure | null;
  readonly skipped: string | null;
}

const MOST_NAMES = 3;

/** One sentence: may the app read what it needs, and what stays empty because it may not? */
export function permissionsAnswer(tried: readonly Outcome[]): Answer {
  const denied = tried.filter(({ failure }) => failure?.kind === "denied");
  const open = tried.filter(
    ({ failure, skipped }) => skipped !== null || (failure !== null && failure.kind !== "denied"),
  );
  const unsure = open.length === 0 ? "" : ` Of ${open.length} it is not known.`;
  if (denied.length > 0) {
    const verb = denied.length === 1 ? "is" : "are";
    return {
      health: "warning",
      sentence: `${denied.length} of ${tried.length} operations ${verb} denied: ${consequence(denied)}.${unsure}`,
    };
  }
  if (open.length === tried.length) {
    const [first] = open;
    const why = first?.failure?.message ?? first?.skipped ?? "nothing was tried.";
    return { health: "unknown", sentence: `Cannot tell what is allowed: ${why}` };
  }
  if (open.length > 0) {
    const allowed = tried.length - open.length;
    return {
      health: "unknown",
      sentence: `${allowed} of ${tried.length} operations are allowed, none is denied.${unsure}`,
    };
  }
  return { health: "ok", sentence: `Everything the app needs is allowed: all ${tried.length} operations.` };
}

function consequence(denied: readonly Outcome[]): string {
  const ids = new Set<OperationId>(denied.map(({ id }) => id));
  const empty = panelNeeds.filter(({ needs }) => needs.some((id) => ids.has(id)));
  const weak = panelNeeds.filter((panel) => !empty.includes(panel) && panel.uses.some((id) => ids.has(id)));
  if (empty.length === 0 && weak.length === 0) return "no page asks for them yet";
  const name = ({ page, panel }: (typeof panelNeeds)[number]) =>
    page === panel ? page : `${page} (${panel.toLowerCase()})`;
  const parts = [
    ...(empty.length > 0 ? [`${list(empty.map(name))} ${empty.length === 1 ? "is" : "are"} empty`] : []),
    ...(weak.length > 0 ? [`${list(weak.map(name))} ${weak.length === 1 ? "lacks" : "lack"} something`] : []),
  ];
  return `${parts.join(", and ")} because of it`;
}

/** `a, b and 4 more`. */
function list(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) {
    const last = names.at(-1) ?? "";
    return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
  }
  const shown = names.slice(0, MOST_NAMES - 1);
  return `${shown.join(", ")} and ${names.length - shown.length} more`;
}
