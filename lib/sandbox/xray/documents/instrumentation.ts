import type { AppLog, FunctionDef } from "@/lib/sandbox/world/types";
import { textHash } from "@/lib/sandbox/xray/documents/derived-hash";
import type { AnnotationValue } from "@/lib/sandbox/xray/documents/segment";

/** What a function's own code adds to its trace. */
export interface Instrumentation {
  /** Name of the subsegment that Powertools Tracer wraps around the handler, or null without Powertools. */
  readonly handlerSubsegment: string | null;
  readonly powertoolsService: string;
  /** The tracing SDK streams finished subsegments as documents of their own. */
  readonly streamsSubsegments: boolean;
}

/**
 * Powertools is in use where its service name is configured, in the two runtimes that have its Tracer here.
 * Streaming is a habit of a function (its SDK), so it depends on the name alone.
 */
export function instrumentationOf(fn: FunctionDef): Instrumentation {
  const powertoolsService = fn.environmentVariables.POWERTOOLS_SERVICE_NAME;
  const streamsSubsegments = textHash(`streams/${fn.name}`) % 4 === 0;
  if (powertoolsService === undefined || !/^(nodejs|python)/.test(fn.runtime)) {
    return { handlerSubsegment: null, powertoolsService: "", streamsSubsegments };
  }
  const entry = fn.handler.split(".").at(-1) ?? fn.handler;
  return {
    // The TypeScript Tracer prints `_HANDLER`, the Python one the function's name.
    handlerSubsegment: fn.runtime.startsWith("python") ? `## ${entry}` : `## ${fn.handler}`,
    powertoolsService,
    streamsSubsegments,
  };
}

/** Fields that the shop's code annotates when it logs them. Annotation keys take letters, digits and `_`. */
const ANNOTATED = /^(order_?id|customer_?tier|customer_?id|tenant|payment_?id|sku|currency|warehouse)$/i;

/** Annotations of an invocation: the business keys among its structured log fields, first value wins. */
export function annotationsFromLogs(logs: readonly AppLog[]): Record<string, AnnotationValue> {
  const annotations: Record<string, AnnotationValue> = {};
  for (const log of logs) {
    for (const [key, value] of Object.entries(log.fields)) {
      if (!ANNOTATED.test(key)) continue;
      const name = key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
      if (name in annotations) continue;
      if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
        annotations[name] = value;
      }
    }
  }
  return annotations;
}
