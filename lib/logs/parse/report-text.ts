import type { InitFields, ReportFields } from "@/lib/model/log";

/** Labels that may stand behind one another on a line whose TABs were lost. Longer ones first: some contain others. */
const LABELS =
  /(?:^|\s)(Billed Restore Duration|Restore Duration|Billed Duration|Init Duration|Max Memory Used|Memory Size|XRAY TraceId|Error Type|RequestId|SegmentId|Duration|Sampled|Status|Phase): /g;

/**
 * Reads a REPORT event by its labels, in whatever order and however set apart. X-Ray's part stands behind a line break
 * in the same event, in old samples on the same line. [L 2023–2026; D lambda-runtime-environment]
 *
 *   REPORT RequestId: 5009…␉Duration: 2.37 ms␉Billed Duration: 427 ms␉…␉↵XRAY TraceId: 1-…␉SegmentId: …␉Sampled: true
 */
export function parseReportText(message: string): ReportFields {
  const fields = labelled(message, "REPORT ");
  const take = (label: string): string | null => {
    const value = fields.get(label) ?? null;
    fields.delete(label);
    return value;
  };
  return {
    requestId: take("RequestId"),
    durationMs: quantity(take("Duration")),
    billedDurationMs: quantity(take("Billed Duration")),
    memorySizeMb: quantity(take("Memory Size")),
    maxMemoryUsedMb: quantity(take("Max Memory Used")),
    initDurationMs: quantity(take("Init Duration")),
    restoreDurationMs: quantity(take("Restore Duration")),
    billedRestoreDurationMs: quantity(take("Billed Restore Duration")),
    status: take("Status"),
    errorType: take("Error Type"),
    xrayTraceId: take("XRAY TraceId"),
    segmentId: take("SegmentId"),
    sampled: truth(take("Sampled")),
    extras: fields,
  };
}

/** `INIT_REPORT Init Duration: 9999.47 ms␉Phase: init␉Status: timeout`, and the same of RESTORE_REPORT. */
export function parseInitText(message: string): InitFields {
  const fields = labelled(message, message.startsWith("RESTORE_REPORT") ? "RESTORE_REPORT " : "INIT_REPORT ");
  return {
    durationMs: quantity(fields.get("Init Duration") ?? fields.get("Restore Duration") ?? null),
    phase: fields.get("Phase") ?? null,
    status: fields.get("Status") ?? null,
    errorType: fields.get("Error Type") ?? null,
  };
}

/** `RequestId: 8d59… Version: $LATEST` and the like. */
export function parseStartVersion(message: string): string | null {
  const [, version] = /[\t ]Version: (\S+)/.exec(message.slice(0, 400)) ?? [];
  return version ?? null;
}

function labelled(message: string, title: string): Map<string, string> {
  const fields = new Map<string, string>();
  const text = message.startsWith(title) ? message.slice(title.length) : message;
  for (const segment of text.split(/[\t\n]/)) {
    const found = [...segment.matchAll(LABELS)];
    if (found.length > 1) {
      for (const [i, match] of found.entries()) {
        const value = segment.slice(match.index + match[0].length, found[i + 1]?.index ?? segment.length);
        put(fields, match[1] ?? "", value);
      }
      continue;
    }
    const colon = segment.indexOf(": ");
    if (colon > 0) put(fields, segment.slice(0, colon), segment.slice(colon + 2));
  }
  return fields;
}

/** The first of two equal labels counts. */
function put(fields: Map<string, string>, label: string, value: string): void {
  const name = label.trim();
  if (!fields.has(name)) fields.set(name, value.trim());
}

/** `12.34 ms` → 12.34; anything that is no number with or without a unit is null. */
function quantity(text: string | null): number | null {
  const [, digits] = /^(\d+(?:\.\d+)?)(?: (?:ms|MB))?$/.exec(text ?? "") ?? [];
  return digits === undefined ? null : Number(digits);
}

function truth(text: string | null): boolean | null {
  return text === null ? null : text === "true";
}
