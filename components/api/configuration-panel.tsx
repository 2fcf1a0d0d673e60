import { PanelState } from "@/components/panel/panel-state";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { InstantText } from "@/components/ui/instant";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ApiConfiguration } from "@/lib/model/views/api";

export function ConfigurationPanel({ panel }: { readonly panel: PanelData<ApiConfiguration> }) {
  return (
    <Panel title="Logging, tracing and settings">
      <PanelState panel={panel}>{(configuration) => <FactList facts={factsOf(configuration)} />}</PanelState>
    </Panel>
  );
}

export function ConfigurationSkeleton() {
  return (
    <Panel title="Logging, tracing and settings">
      <div className="border-line border-t">
        <TableSkeleton rows={5} label="Loading configuration" />
      </div>
    </Panel>
  );
}

function factsOf(api: ApiConfiguration): readonly Fact[] {
  const optional = (name: string, value: Fact["value"] | null): Fact[] =>
    value === null ? [] : [{ name, value }];
  return [
    {
      name: "Access log",
      value: api.accessLogGroup ? <Mono text={api.accessLogGroup} copy="Copy log group" /> : "Off",
    },
    { name: "Execution log", value: executionLog(api) },
    {
      name: "Tracing",
      value: api.tracing === null ? `${api.kind} APIs have no X-Ray` : api.tracing ? "Active" : "Off",
    },
    { name: "Detailed metrics", value: api.detailedMetrics ? "On" : "Off: no figures per route" },
    { name: "Throttling", value: throttle(api) },
    ...optional("Cache", api.cacheSizeGb === null ? null : `${api.cacheSizeGb} GB`),
    ...optional(
      "Canary",
      api.canary &&
        `${formatRatio(api.canary.share)} of requests to deployment ${api.canary.deploymentId ?? "unknown"}`,
    ),
    ...optional("Deployment", api.deploymentId && <Mono text={api.deploymentId} />),
    { name: "API ID", value: <Mono text={api.id} copy="Copy API ID" /> },
    ...optional("Created", api.createdMs && <InstantText ms={api.createdMs} />),
    ...optional("Description", api.description || null).map(wide),
    ...optional(
      "Access log format",
      api.accessLogFormat && <Mono text={api.accessLogFormat} copy="Copy format" />,
    ).map(wide),
  ];
}

function executionLog(api: ApiConfiguration): string {
  if (api.executionLog === null) return `${api.kind} APIs have none`;
  if (api.executionLog === "OFF") return "Off";
  return `${api.executionLog === "ERROR" ? "Errors only" : "Errors and requests"}${api.dataTrace ? ", with full bodies" : ""}`;
}

function throttle({ throttle: limits }: ApiConfiguration): string {
  return limits
    ? `${limits.rateLimit.toLocaleString("en")} requests/s, bursts of ${limits.burstLimit.toLocaleString("en")}`
    : "The account's limits";
}

function wide(fact: Fact): Fact {
  return { ...fact, wide: true };
}
