import { Zap } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusBadge, type StatusLevel } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatRatio, NO_DATA } from "@/lib/base/format-number";
import { formatMemoryMb } from "@/lib/base/format-size";
import { startWords } from "@/lib/model/start-kind";
import type { RequestFindings } from "@/lib/model/views/request";
import { coldStartsPath } from "@/lib/url/cold-starts-path";
import { apiPath, functionPath } from "@/lib/url/view-params";

type Parts = Pick<RequestFindings, "gateways" | "invocations">;

/** The API request and every attempt of every invocation, with its figures. */
export function InvocationsPanel({ findings }: { readonly findings: RequestFindings }) {
  const { gateways, invocations }: Parts = findings;
  if (gateways.length === 0 && invocations.length === 0) return null;
  return (
    <Panel title="What ran" hint={hintOf(findings)}>
      <ScrollRegion label="What ran" className="border-line border-t">
        <Table data-testid="request-parts">
          <thead>
            <tr>
              <Th>Part</Th>
              <Th>Role</Th>
              <Th>Status</Th>
              <Th numeric>Duration</Th>
              <Th numeric>Cold start</Th>
              <Th numeric>Waited</Th>
              <Th numeric>Billed</Th>
              <Th numeric>Memory</Th>
              <Th>Error</Th>
            </tr>
          </thead>
          <tbody>
            {gateways.map((gateway) => (
              <tr key={gateway.requestId} data-testid="part-gateway">
                <Td>
                  <ViewLink
                    path={apiPath(gateway.stage.split("/")[0] ?? "", gateway.stage.split("/")[1] ?? "")}
                    className="font-medium hover:underline"
                  >
                    {gateway.apiName} / {gateway.stage.split("/")[1]}
                  </ViewLink>
                  {gateway.canary ? <Badge className="ml-2">canary</Badge> : null}
                </Td>
                <Td>
                  {gateway.method} {gateway.resourcePath ?? gateway.path}
                </Td>
                <Td>
                  <StatusBadge level={levelOfStatus(gateway.status)}>
                    {String(gateway.status ?? "unknown")}
                  </StatusBadge>
                </Td>
                <Td numeric>{formatDuration(gateway.latencyMs)}</Td>
                <Td numeric>{NO_DATA}</Td>
                <Td numeric>{NO_DATA}</Td>
                <Td numeric>{NO_DATA}</Td>
                <Td numeric>{NO_DATA}</Td>
                <Td className="max-w-[40ch] truncate" title={gateway.error ?? undefined}>
                  {gateway.error ?? ""}
                </Td>
              </tr>
            ))}
            {invocations.map((one) => (
              <tr
                key={one.key}
                data-testid="part-invocation"
                data-request={one.requestId}
                data-attempt={one.attempt}
              >
                <Td>
                  {one.functionName === null ? (
                    <Mono text={one.group} />
                  ) : (
                    <ViewLink path={functionPath(one.functionName)} className="font-medium hover:underline">
                      {one.functionName}
                    </ViewLink>
                  )}
                  {one.attempts > 1 ? <Badge className="ml-2">attempt {String(one.attempt)}</Badge> : null}
                </Td>
                <Td>
                  {roles[one.role]}
                  {one.certainty === "inferred" ? " (inferred)" : ""}
                </Td>
                <Td>
                  <StatusBadge level={levelOf(one.status)}>{one.status}</StatusBadge>
                </Td>
                <Td numeric>{formatDuration(one.durationMs)}</Td>
                <Td numeric>
                  <StartCell one={one} />
                </Td>
                <Td numeric>{formatDuration(one.waitedMs)}</Td>
                <Td numeric>{formatDuration(one.billedMs)}</Td>
                <Td numeric>
                  {one.maxMemoryMb === null
                    ? NO_DATA
                    : `${formatMemoryMb(one.maxMemoryMb)} of ${formatMemoryMb(one.memoryMb)}`}
                </Td>
                <Td className="max-w-[40ch] truncate" title={one.error ?? undefined}>
                  {one.error ?? ""}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Panel>
  );
}

/** What it waited for, how long, and how much of the request's time that was. */
function StartCell({ one }: { readonly one: RequestFindings["invocations"][number] }) {
  const { startKind, cold, initMs, coldShare } = one;
  if (startKind === null) {
    return <span title="What was read does not tell whether it waited for a cold start.">{NO_DATA}</span>;
  }
  const { word, meaning } = startWords[startKind];
  if (cold !== true) {
    return (
      <span className="text-ink-3" title={meaning}>
        {word}
      </span>
    );
  }
  return (
    <span className="inline-flex flex-col items-end" title={meaning}>
      <span className="inline-flex items-center gap-1 whitespace-nowrap">
        <Zap className="size-3 text-[var(--series-1)]" aria-hidden />
        {initMs === null ? word : `${word} ${formatDuration(initMs)}`}
      </span>
      <span className="whitespace-nowrap text-2xs text-ink-3">
        {coldShare === null
          ? ""
          : `${formatRatio(coldShare.share)} of ${coldShare.of === "latency" ? "the API’s latency" : "init and Duration"} · `}
        {one.functionName === null ? null : (
          <ViewLink path={coldStartsPath([one.functionName])} className="underline hover:text-ink">
            Why?
          </ViewLink>
        )}
      </span>
    </span>
  );
}

const roles = {
  integration: "integration",
  authorizer: "authorizer",
  caused: "caused by the request",
  invocation: "invocation",
} as const;

function hintOf({ invocations }: Parts): string {
  const requests = new Set(invocations.map(({ requestId }) => requestId)).size;
  const words = `${requests} ${requests === 1 ? "invocation" : "invocations"}`;
  return invocations.length > requests ? `${words}, ${invocations.length} attempts` : words;
}

function levelOf(status: string): StatusLevel {
  if (status === "success") return "ok";
  return status === "running" || status === "unknown" ? "unknown" : "critical";
}

function levelOfStatus(status: number | null): StatusLevel {
  if (status === null) return "unknown";
  return status >= 500 ? "critical" : status >= 400 ? "warning" : "ok";
}
