import { Badge } from "@/components/ui/badge";
import { formatSpan } from "@/lib/base/format-duration";
import { formatMemoryMb } from "@/lib/base/format-size";
import type { Panel } from "@/lib/model/panel";
import type { FunctionConfiguration } from "@/lib/model/views/function";

/** What one wants to know of a function before its figures. */
export function FunctionBadges({ panel }: { readonly panel: Panel<FunctionConfiguration> }) {
  if (panel.state !== "ok" && panel.state !== "partial") return null;
  const { runtime, architecture, memoryMb, timeoutMs } = panel.data;
  return (
    <span className="flex flex-wrap gap-1">
      {runtime ? <Badge>{runtime}</Badge> : null}
      <Badge>{architecture}</Badge>
      <Badge>{formatMemoryMb(memoryMb)}</Badge>
      <Badge>timeout {formatSpan(timeoutMs)}</Badge>
    </span>
  );
}
