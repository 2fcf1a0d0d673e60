import { CallList } from "@/components/service-map/call-list";
import { Figures, metricRows, OutcomeBar, tracedRows } from "@/components/service-map/figures";
import { LatencyHistogram } from "@/components/service-map/latency-histogram";
import { kindWords } from "@/components/service-map/look";
import { TraceLinks } from "@/components/service-map/trace-links";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import { formatRatio } from "@/lib/base/format-number";
import type { Coverage, MapEdge, MapNode } from "@/lib/model/views/service-map";
import { coverageText } from "@/lib/service-map/answer";
import { nodeTraceFilter } from "@/lib/service-map/trace-filter";
import { logsPath, stageSources } from "@/lib/url/logs-path";
import { apiPath, functionPath } from "@/lib/url/view-params";

interface NodeDetailProps {
  readonly node: MapNode;
  readonly edges: readonly MapEdge[];
  readonly byId: ReadonlyMap<string, MapNode>;
  readonly focused: boolean;
  readonly onSelect: (id: string) => void;
  readonly onFocus: (id: string | null) => void;
}

export function NodeDetail({ node, edges, byId, focused, onSelect, onFocus }: NodeDetailProps) {
  const isEntry = node.kind === "client" || node.kind === "unseen";
  return (
    <>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge>{kindWords[node.kind]}</Badge>
        {isEntry ? null : <StatusBadge level={node.health} />}
        {node.accountId === null ? null : <Badge>account {node.accountId}</Badge>}
        {node.change === null ? null : <Badge>{node.change.kind}</Badge>}
      </div>
      {node.name === node.label ? null : (
        <p className="break-all font-mono text-ink-3 text-xs">{node.name}</p>
      )}
      {node.reason === null ? null : <p>{sentence(node.reason)}</p>}
      {node.change === null ? null : <p>{sentence(`${node.change.kind}: ${node.change.text}`)}</p>}
      {node.notes.map((note) => (
        <p key={note} className="text-ink-2">
          {note}
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onFocus(focused ? null : node.id)}>
          {focused ? "Show the whole map" : "Only its neighbours"}
        </Button>
        <Elsewhere node={node} />
      </div>
      {node.coverage === null ? null : (
        <CoverageBar coverage={node.coverage} isFunction={node.kind === "function"} />
      )}
      {node.metrics === null ? null : (
        <Figures
          title="CloudWatch: every request"
          rows={metricRows(node.metrics, node.kind === "function")}
        />
      )}
      {node.traced === null || node.traced.total === 0 ? null : (
        <>
          <Figures title="X-Ray: sampled traces" rows={tracedRows(node.traced, node.latency)} />
          <OutcomeBar counts={node.traced} />
        </>
      )}
      {node.latency === null ? null : <LatencyHistogram latency={node.latency} />}
      <TraceLinks filterOf={(condition) => nodeTraceFilter(node, condition)} node={node} />
      {node.parts.length > 1 ? (
        <Figures
          title="Shown as one"
          rows={node.parts.map(({ type, traced }) => [
            type ?? "unknown type",
            traced === null ? "–" : `${traced.total.toLocaleString("en")} traced`,
          ])}
        />
      ) : null}
      <CallList
        title="Called by"
        edges={edges.filter(({ to }) => to === node.id)}
        end="from"
        byId={byId}
        onSelect={onSelect}
      />
      <CallList
        title="Calls"
        edges={edges.filter(({ from }) => from === node.id)}
        end="to"
        byId={byId}
        onSelect={onSelect}
      />
    </>
  );
}

function Elsewhere({ node: { functionName, stage } }: { readonly node: MapNode }) {
  const link = "inline-flex h-7 items-center text-ink-2 text-xs underline hover:text-ink";
  if (functionName !== null) {
    return (
      <>
        <ViewLink path={functionPath(functionName)} className={link}>
          Function
        </ViewLink>
        <ViewLink path={logsPath([{ kind: "function", name: functionName }])} className={link}>
          Logs
        </ViewLink>
      </>
    );
  }
  if (stage === null) return null;
  return (
    <>
      <ViewLink path={apiPath(stage.apiId, stage.stage)} className={link}>
        API stage
      </ViewLink>
      <ViewLink path={logsPath(stageSources(stage.apiId, stage.stage, stage.apiKind))} className={link}>
        Logs
      </ViewLink>
    </>
  );
}

function CoverageBar({
  coverage,
  isFunction,
}: {
  readonly coverage: Coverage;
  readonly isFunction: boolean;
}) {
  const share = coverage.of === 0 ? 0 : Math.min(1, coverage.traced / coverage.of);
  return (
    <section aria-label="Coverage" className="space-y-1">
      <p className="text-ink-2">Traced {coverageText(coverage, isFunction ? "invocations" : "requests")}</p>
      <div className="h-1.5 overflow-hidden rounded-sm bg-sunken" aria-hidden>
        <div
          className="h-full min-w-px bg-ink-3"
          style={{ width: formatRatio(share).replace(/[<\s]/g, "") }}
        />
      </div>
    </section>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
