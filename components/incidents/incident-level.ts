import type { StatusLevel } from "@/components/ui/status";
import type { Incident } from "@/lib/model/views/incidents";

/** What is over warns; what goes on and is severe is critical; unusual traffic alone is neither. */
export function levelOf({ failing, severity, endMs }: Incident): StatusLevel {
  if (!failing) return "unknown";
  return severity === "high" && endMs === null ? "critical" : "warning";
}
