import { type JsonObject, memberOf, objectAt, textOf } from "@/lib/logs/parse/json-value";

/** `Shop: Latency 12, Orders 1`: the metrics that a line in the Embedded Metric Format carries. [D23 EMF Specification] */
export function emfText(line: JsonObject): string {
  const directives = memberOf(objectAt(line, "_aws"), "CloudWatchMetrics");
  if (!Array.isArray(directives)) return "embedded metrics";
  const parts = directives.flatMap((directive: unknown) => {
    if (typeof directive !== "object" || directive === null) return [];
    const metrics: unknown = Reflect.get(directive, "Metrics");
    const names = Array.isArray(metrics) ? metrics.flatMap(metricName) : [];
    const values = names.map((name) => `${name} ${shortValue(memberOf(line, name))}`);
    const namespace: unknown = Reflect.get(directive, "Namespace");
    return [`${typeof namespace === "string" ? namespace : "metrics"}: ${values.join(", ")}`];
  });
  return parts.join("; ");
}

export function isEmf(line: JsonObject): boolean {
  return objectAt(line, "_aws") !== null && textOf(line, "_aws") === null;
}

function metricName(metric: unknown): string[] {
  const name: unknown = typeof metric === "object" && metric !== null ? Reflect.get(metric, "Name") : null;
  return typeof name === "string" ? [name] : [];
}

function shortValue(value: unknown): string {
  return typeof value === "number" ? String(value) : Array.isArray(value) ? `[${value.length} values]` : "–";
}
