import type { HealthFilter } from "@/components/overview/table-state";
import type { FunctionRow } from "@/lib/model/views/overview";

/** Every word of `text` must occur in the name, the runtime, the architecture or the reason. */
export function matchesFunction(row: FunctionRow, text: string, health: HealthFilter): boolean {
  if (!matchesHealth(row, health)) return false;
  const hay = `${row.name} ${row.runtime ?? ""} ${row.architecture ?? ""} ${row.reason ?? ""}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

function matchesHealth(row: FunctionRow, filter: HealthFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "failing":
      return row.health === "critical" || row.health === "warning";
    case "healthy":
      return row.health === "ok";
    case "idle":
      return row.health === "unknown";
  }
}
