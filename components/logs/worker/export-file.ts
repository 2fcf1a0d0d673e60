import { masked } from "@/components/logs/worker/masking";
import type { LineLevels } from "@/lib/logs/levels";
import type { LogBook } from "@/lib/logs/log-book";
import { type ExportFormat, exportLines } from "@/lib/logs/show/export-lines";

/** Characters; a Blob takes its parts over without joining them into one text. */
const PART = 1_000_000;
const mediaTypes = {
  text: "text/plain",
  ndjson: "application/x-ndjson",
  csv: "text/csv",
} as const satisfies Record<ExportFormat, string>;

/** Lines as a file to save. */
export function exportFile(
  book: LogBook,
  levels: LineLevels,
  lines: Int32Array,
  format: ExportFormat,
  mask: boolean,
): { readonly blob: Blob; readonly lines: number } {
  const parts: string[] = [];
  let part = "";
  for (const text of exportLines(book, levels, lines, format, mask ? masked : undefined)) {
    part += text;
    if (part.length < PART) continue;
    parts.push(part);
    part = "";
  }
  parts.push(part);
  return { blob: new Blob(parts, { type: mediaTypes[format] }), lines: lines.length };
}
