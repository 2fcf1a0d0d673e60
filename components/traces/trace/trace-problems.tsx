import { TriangleAlert } from "lucide-react";

/** What was malformed, missing or contradictory in the documents. Nothing when nothing was. */
export function TraceProblems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-2 text-xs">
      <summary className="flex items-center gap-2">
        <TriangleAlert className="size-4 text-warning" aria-hidden />
        {problems.length === 1 ? problems[0] : `${problems.length} doubts about this trace`}
      </summary>
      {problems.length > 1 ? (
        <ul className="mt-2 list-disc space-y-1 pl-8 text-ink-2">
          {problems.map((problem) => (
            <li key={problem} className="break-words">
              {problem}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  );
}
