import { spanLogsSearch } from "@/components/traces/trace/span-logs";
import { useTarget } from "@/components/view/use-target";
import { ViewLink } from "@/components/view/view-link";
import type { SpanTree } from "@/lib/traces/show/span-tree";
import { requestHref } from "@/lib/url/request-path";

interface SpanLinksProps {
  readonly tree: SpanTree;
  readonly span: number;
  readonly startMs: number;
  readonly region: string;
}

/** From a span to its request, its function and its log lines. */
export function SpanLinks({ tree, span, startMs, region }: SpanLinksProps) {
  const target = useTarget(region);
  const requestId = tree.requestId(span);
  const isFunction = tree.kind(span) === "function";
  if (requestId === null && !isFunction) return null;
  const fromMs = startMs + (tree.offsetMs[span] ?? 0);
  const toMs = startMs + (tree.endMs[span] ?? 0);
  const name = tree.service(span);
  return (
    <nav aria-label="Of this span" className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
      {requestId ? <Go path={requestHref(requestId, { atMs: fromMs })}>Request</Go> : null}
      {isFunction ? <Go path={`/functions/${encodeURIComponent(name)}`}>Function</Go> : null}
      {isFunction && requestId ? (
        <Go path={`/logs?${spanLogsSearch({ functionName: name, requestId, target, fromMs, toMs })}`}>
          Logs
        </Go>
      ) : null}
      <Go path={`/service-map?focus=${encodeURIComponent(name)}`}>Service map</Go>
    </nav>
  );
}

function Go({ path, children }: { readonly path: string; readonly children: string }) {
  return (
    <ViewLink path={path} className="underline decoration-line-strong hover:decoration-ink">
      {children}
    </ViewLink>
  );
}
