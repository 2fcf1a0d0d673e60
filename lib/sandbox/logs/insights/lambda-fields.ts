import type { Value } from "@/lib/sandbox/logs/insights/value";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const TYPE = /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY)\b/;

/**
 * The fields that Insights finds by itself in Lambda's text lines. `@requestId` is the first UUID of the line, whatever
 * that UUID means: so does the real one. Memory is in bytes with 1 MB = 1,000,000, printed as `1.28E8`.
 * [D CWL_AnalyzeLogData-discoverable-fields; D23 CWL_QuerySyntax-examples]
 */
const FIELDS: Readonly<Record<string, (message: string) => Value>> = {
  "@requestId": (message) => UUID.exec(message)?.[0] ?? null,
  "@type": (message) => TYPE.exec(message)?.[1] ?? null,
  "@duration": reportNumber(/\tDuration: ([\d.]+) ms/),
  "@billedDuration": reportNumber(/\tBilled Duration: ([\d.]+) ms/),
  "@initDuration": reportNumber(/\tInit Duration: ([\d.]+) ms/),
  "@memorySize": reportMegabytes(/\tMemory Size: (\d+) MB/),
  "@maxMemoryUsed": reportMegabytes(/\tMax Memory Used: (\d+) MB/),
  "@xrayTraceId": reportText(/XRAY TraceId: (\S+)/),
  "@xraySegmentId": reportText(/SegmentId: (\S+)/),
};

export const LAMBDA_FIELDS: readonly string[] = Object.keys(FIELDS);

/** Value of such a field, or undefined when the name is none of them. */
export function lambdaField(name: string, message: string): Value | undefined {
  return FIELDS[name]?.(message);
}

function reportText(pattern: RegExp): (message: string) => string | null {
  return (message) => (message.startsWith("REPORT ") ? (pattern.exec(message)?.[1] ?? null) : null);
}

function reportNumber(pattern: RegExp): (message: string) => Value {
  const text = reportText(pattern);
  return (message) => {
    const found = text(message);
    return found === null ? null : Number(found);
  };
}

function reportMegabytes(pattern: RegExp): (message: string) => Value {
  const text = reportText(pattern);
  return (message) => {
    const found = text(message);
    return found === null ? null : scientific(Number(found) * 1_000_000);
  };
}

/** As Java prints a large double: 128,000,000 is `1.28E8`. */
function scientific(value: number): string {
  if (value < 10_000_000) return value.toFixed(1);
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e+");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent}`;
}
