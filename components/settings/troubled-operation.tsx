import { CodeBlock } from "@/components/settings/code-block";
import { StatusBadge } from "@/components/ui/status";
import type { TriedOperation } from "@/lib/model/views/settings";

/** One operation that is denied, or of which it is not known: why, what suffers, and what to do. */
export function TroubledOperation({ operation }: { readonly operation: TriedOperation }) {
  const { id, result, reason, nextStep, resource, triedOn, statement, stops, weakens } = operation;
  return (
    <li data-operation={id} className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-2">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge level={result === "denied" ? "warning" : "unknown"}>
            {result === "denied" ? "Denied" : "Unknown"}
          </StatusBadge>
          <code className="break-all font-mono text-xs">{operation.operation}</code>
          {triedOn === null ? null : (
            <span className="min-w-0 break-all text-ink-3 text-xs">tried on {triedOn}</span>
          )}
        </p>
        {reason === null ? null : <p className="break-words text-ink-2 text-xs">{reason}</p>}
        {resource === null ? null : <p className="break-all font-mono text-ink-3 text-xs">{resource}</p>}
        <Suffering stops={stops} weakens={weakens} />
      </div>
      <div className="min-w-0 space-y-2">
        {nextStep === null ? null : <p>{nextStep}</p>}
        {statement === null ? null : (
          <CodeBlock label={`IAM statement for ${operation.operation}`} text={statement} />
        )}
      </div>
    </li>
  );
}

function Suffering({ stops, weakens }: Pick<TriedOperation, "stops" | "weakens">) {
  if (stops.length === 0 && weakens.length === 0) {
    return <p className="text-ink-3 text-xs">No page asks for it yet.</p>;
  }
  return (
    <dl className="space-y-0.5 pt-1 text-xs" data-testid="suffering">
      <Panels name="Empty without it" panels={stops} />
      <Panels name="Lacks something" panels={weakens} />
    </dl>
  );
}

function Panels({ name, panels }: { readonly name: string; readonly panels: readonly string[] }) {
  if (panels.length === 0) return null;
  return (
    <div className="flex gap-3">
      <dt className="w-28 shrink-0 text-ink-3">{name}</dt>
      <dd>{panels.join("; ")}</dd>
    </div>
  );
}
