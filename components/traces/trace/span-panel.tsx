"use client";

import { FileText, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { fetchSpan, type SpanLoad } from "@/components/traces/trace/fetch-span";
import { SpanDetails } from "@/components/traces/trace/span-details";
import { KindIcon, kindWord } from "@/components/traces/trace/span-kind";
import { SpanLinks } from "@/components/traces/trace/span-links";
import { hasLogs } from "@/components/traces/trace/use-span-logs";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useTarget } from "@/components/view/use-target";
import { formatDuration } from "@/lib/base/format-duration";
import { formatRatio } from "@/lib/base/format-number";
import type { SpanTree } from "@/lib/traces/show/span-tree";

interface SpanPanelProps {
  readonly traceId: string;
  readonly startMs: number;
  readonly region: string;
  readonly tree: SpanTree;
  readonly span: number;
  readonly logsOpen: boolean;
  readonly onLogs: (span: number) => void;
  readonly onZoom: (span: number) => void;
  readonly onClose: () => void;
}

/** Everything that the documents say of one span. */
export function SpanPanel({
  traceId,
  startMs,
  region,
  tree,
  span,
  logsOpen,
  onLogs,
  onZoom,
  onClose,
}: SpanPanelProps) {
  const load = useSpan(traceId, tree.id(span), region);
  const lengthMs = (tree.endMs[span] ?? 0) - (tree.offsetMs[span] ?? 0);
  return (
    <aside
      aria-label="Span"
      data-testid="span-panel"
      className="flex min-h-0 flex-col border-line bg-surface max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[70dvh] max-xl:border-t max-xl:shadow-pop xl:w-[420px] xl:shrink-0 xl:border-l"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-1 pl-4">
        <KindIcon kind={tree.kind(span)} />
        <h2 className="truncate font-semibold text-sm">{tree.name(span)}</h2>
        <Button variant="ghost" size="icon-sm" className="ml-auto" aria-label="Close span" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <div className="min-h-0 overflow-auto px-4 py-3 text-xs">
        <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          <Fact name="Kind">{kindWord(tree.kind(span))}</Fact>
          <Fact name="Service">
            {tree.service(span)}
            {tree.serviceType(span) ? <span className="text-ink-3"> {tree.serviceType(span)}</span> : null}
          </Fact>
          <Fact name="Duration">
            {tree.is(span, "inProgress") ? "in progress" : formatDuration(lengthMs)}
            {tree.durationMs > 0 ? (
              <span className="text-ink-3"> {formatRatio(lengthMs / tree.durationMs)} of the trace</span>
            ) : null}
          </Fact>
          <Fact name="Self time">{formatDuration(tree.selfMs[span])}</Fact>
          <Fact name="Begins">+{formatDuration(tree.offsetMs[span])}</Fact>
          <Fact name="Span ID">
            <span className="flex items-center gap-1">
              <span className="break-all font-mono">{tree.id(span)}</span>
              <CopyButton text={tree.id(span)} label="Copy span ID" className="size-5 [&_svg]:size-3" />
            </span>
          </Fact>
        </dl>
        <div className="mt-2 flex flex-wrap gap-1">
          <Button size="sm" onClick={() => onZoom(span)}>
            Zoom to it
          </Button>
          {hasLogs(tree, span) ? (
            <Button size="sm" aria-pressed={logsOpen} onClick={() => onLogs(span)}>
              <FileText aria-hidden />
              {logsOpen ? "Fold log lines" : "Log lines here"}
            </Button>
          ) : null}
        </div>
        <SpanLinks tree={tree} span={span} startMs={startMs} region={region} />
        <Details load={load} />
      </div>
    </aside>
  );
}

function Details({ load }: { readonly load: SpanLoad }) {
  if (load.state === "loading") return <p className="mt-3 text-ink-3">Reading the span …</p>;
  if (load.state === "failed") {
    return (
      <p role="alert" className="mt-3 text-critical">
        {load.reason}
      </p>
    );
  }
  return <SpanDetails span={load.span} />;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** The keyboard may run through many spans: what is passed by is not asked for. */
const ASK_AFTER_MS = 120;

function useSpan(traceId: string, spanId: string, region: string): SpanLoad {
  const target = useTarget(region);
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly load: SpanLoad } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchSpan(traceId, spanId, target, controller.signal).then(
        (load) => setLoaded({ id: spanId, load }),
        () => undefined,
      );
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [traceId, spanId, target]);
  return loaded?.id === spanId ? loaded.load : { state: "loading" };
}
