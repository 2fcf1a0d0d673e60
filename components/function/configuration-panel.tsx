import { PanelState } from "@/components/panel/panel-state";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { InstantText } from "@/components/ui/instant";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatSpan } from "@/lib/base/format-duration";
import { formatBytes, formatMemoryMb } from "@/lib/base/format-size";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { FunctionConfiguration } from "@/lib/model/views/function";

export function ConfigurationPanel({ panel }: { readonly panel: PanelData<FunctionConfiguration> }) {
  return (
    <Panel title="Configuration">
      <PanelState panel={panel}>{(configuration) => <FactList facts={factsOf(configuration)} />}</PanelState>
    </Panel>
  );
}

export function ConfigurationSkeleton() {
  return (
    <Panel title="Configuration">
      <div className="border-line border-t">
        <TableSkeleton rows={6} label="Loading configuration" />
      </div>
    </Panel>
  );
}

function factsOf(fn: FunctionConfiguration): readonly Fact[] {
  const optional = (name: string, value: Fact["value"] | null): Fact[] =>
    value === null ? [] : [{ name, value }];
  return [
    { name: "Log group", value: <Mono text={fn.logGroup} copy="Copy log group" /> },
    { name: "Log format", value: logging(fn) },
    { name: "Tracing", value: tracing(fn.tracing) },
    { name: "Runtime", value: fn.runtime ?? (fn.packageType === "Image" ? "Container image" : "Not told") },
    ...optional("Handler", fn.handler && <Mono text={fn.handler} />),
    { name: "Architecture", value: fn.architecture },
    { name: "Memory", value: formatMemoryMb(fn.memoryMb) },
    { name: "Timeout", value: formatSpan(fn.timeoutMs) },
    ...optional("Ephemeral storage", fn.ephemeralStorageMb && formatMemoryMb(fn.ephemeralStorageMb)),
    ...optional("Code size", fn.codeSizeBytes && formatBytes(fn.codeSizeBytes)),
    { name: "Reserved concurrency", value: fn.reservedConcurrency ?? "None, uses the account's unreserved" },
    { name: "Provisioned", value: provisioned(fn) },
    { name: "SnapStart", value: fn.snapStart ? "On" : "Off" },
    { name: "VPC", value: fn.vpc ? "Yes" : "No" },
    ...optional("Dead letters to", fn.deadLetterArn && <Mono text={fn.deadLetterArn} />).map(wide),
    ...optional("Last modified", fn.lastModifiedMs && <InstantText ms={fn.lastModifiedMs} />),
    { name: "ARN", value: <Mono text={fn.arn} copy="Copy ARN" />, wide: true },
    ...optional("Description", fn.description || null).map(wide),
  ];
}

function logging(fn: FunctionConfiguration): string {
  const levels = [
    fn.applicationLogLevel ? `application ${fn.applicationLogLevel}` : null,
    fn.systemLogLevel ? `system ${fn.systemLogLevel}` : null,
  ].filter((part) => part !== null);
  return levels.length === 0 ? fn.logFormat : `${fn.logFormat} (${levels.join(", ")})`;
}

/** Without active tracing a function still traces requests that its caller sampled. [D lambda X-Ray] */
function tracing(mode: string | null): string {
  if (mode === "Active") return "Active";
  return mode === "PassThrough" ? "Pass-through: only what its caller samples" : (mode ?? "Not told");
}

function provisioned(fn: FunctionConfiguration): string {
  if (fn.provisioned.length === 0) return "None";
  return fn.provisioned
    .map(
      (one) =>
        `${one.qualifier}: ${one.available} of ${one.requested} ready (${one.status.toLowerCase().replaceAll("_", " ")})`,
    )
    .join("; ");
}

function wide(fact: Fact): Fact {
  return { ...fact, wide: true };
}
