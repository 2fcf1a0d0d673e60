import type { SpanNode } from "@/lib/traces/span-node";
import { structuralFields } from "@/lib/traces/structural-fields";

/** Fields that the columns already hold in full. */
const IN_COLUMNS: ReadonlySet<string> = new Set([...structuralFields, "origin"]);

/** Is there more to say of this span than its columns do? */
export function hasDetails({ sources, notes }: SpanNode): boolean {
  if (notes.length > 0) return true;
  for (const { format, json } of sources) {
    if (format === "otel") return true;
    for (const key in json) if (!IN_COLUMNS.has(key)) return true;
  }
  return false;
}
