import type { Answer } from "@/lib/model/views/overview";
import type { ReadinessCheck } from "@/lib/model/views/settings";

/** One sentence over all checks. */
export function readinessAnswer(checks: readonly ReadinessCheck[]): Answer {
  const named = (state: ReadinessCheck["state"]) =>
    checks.filter((check) => check.state === state).map(({ title }) => title.toLowerCase());
  const todo = named("todo");
  const unknown = named("unknown");
  const parts = [
    ...(todo.length > 0 ? [`${list(todo)} ${todo.length === 1 ? "asks" : "ask"} for a change`] : []),
    ...(unknown.length > 0 ? [`${list(unknown)} could not be read in full`] : []),
  ];
  if (parts.length === 0)
    return { health: "ok", sentence: "The account is ready: nothing asks for a change." };
  const text = parts.join("; ");
  return {
    health: todo.length > 0 ? "warning" : "unknown",
    sentence: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
  };
}

/** `a, b and c`. */
function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
