import {
  ChevronDown,
  ChevronRight,
  CircleAlert,
  Hourglass,
  Link2,
  OctagonX,
  TriangleAlert,
} from "lucide-react";
import { KindIcon } from "@/components/traces/trace/span-kind";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { hasChildren } from "@/lib/traces/show/visible-rows";

/** Deeper levels are drawn at this one, so that the name stays in sight. */
const MAX_INDENT = 24;
const INDENT_PX = 12;

interface NameCellProps {
  readonly tree: SpanTree;
  readonly span: number;
  readonly folded: boolean;
  readonly onToggle: (span: number) => void;
}

/** Tree guides, kind, service where it changes, and name. */
export function NameCell({ tree, span, folded, onToggle }: NameCellProps) {
  const depth = Math.min(tree.depth[span] ?? 0, MAX_INDENT);
  const above = tree.parent[span] ?? -1;
  const service = tree.service(span);
  const name = tree.name(span);
  const newService = above < 0 || tree.service(above) !== service;
  const Chevron = folded ? ChevronRight : ChevronDown;
  return (
    <span className="flex h-full min-w-0 items-center gap-1 pr-2 pl-2">
      <span
        aria-hidden
        className="h-full shrink-0 bg-[repeating-linear-gradient(90deg,transparent_0_7px,var(--line)_7px_8px,transparent_8px_12px)]"
        style={{ width: depth * INDENT_PX }}
      />
      {hasChildren(tree, span) ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={folded ? `Open ${name}` : `Fold ${name}`}
          className="inline-flex size-4 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
          onClick={(event) => {
            event.stopPropagation();
            onToggle(span);
          }}
        >
          <Chevron className="size-3.5" aria-hidden />
        </button>
      ) : (
        <span aria-hidden className="size-4 shrink-0" />
      )}
      <KindIcon kind={tree.kind(span)} />
      <Problem tree={tree} span={span} />
      <span className="min-w-0 truncate">
        {newService ? <span className="font-medium">{service}</span> : null}
        {newService ? <Rest service={service} name={name} /> : name}
        {folded ? <span className="text-ink-3"> +{(tree.subtreeEnd[span] ?? 0) - span - 1}</span> : null}
      </span>
      <span className="ml-auto flex shrink-0 items-center gap-1 pl-1 text-2xs text-ink-3">
        {tree.status[span] ? <span>{tree.status[span]}</span> : null}
        {tree.is(span, "inferred") ? (
          <span title="Inferred by X-Ray from the caller's side">inferred</span>
        ) : null}
        {tree.is(span, "parentMissing") ? (
          <Link2 role="img" aria-label="Its parent is missing" className="size-3 text-warning" />
        ) : null}
        {tree.is(span, "inProgress") ? (
          <Hourglass role="img" aria-label="In progress" className="size-3" />
        ) : null}
        {tree.is(span, "endedBeforeBegin") || tree.is(span, "skewCorrected") ? (
          <CircleAlert role="img" aria-label="Clock skew" className="size-3 text-warning" />
        ) : null}
      </span>
    </span>
  );
}

/** What the name says beyond the service: X-Ray often repeats one in the other. */
function Rest({ service, name }: { readonly service: string; readonly name: string }) {
  const rest = name.startsWith(service) ? name.slice(service.length).trim() : name;
  return rest === "" ? null : <span className="text-ink-2"> {rest}</span>;
}

function Problem({ tree, span }: { readonly tree: SpanTree; readonly span: number }) {
  if (tree.is(span, "fault")) {
    return <OctagonX role="img" aria-label="Fault" className="size-3.5 shrink-0 text-critical" />;
  }
  if (tree.is(span, "throttle")) {
    return <TriangleAlert role="img" aria-label="Throttled" className="size-3.5 shrink-0 text-warning" />;
  }
  if (tree.is(span, "error")) {
    return <TriangleAlert role="img" aria-label="Error" className="size-3.5 shrink-0 text-critical" />;
  }
  return null;
}
