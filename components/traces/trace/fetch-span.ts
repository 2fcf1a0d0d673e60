import type { SpanDetail } from "@/lib/model/views/spans";
import type { TargetParams } from "@/lib/url/target-params";

export type SpanLoad =
  | { readonly state: "loading" }
  | { readonly state: "ok"; readonly span: SpanDetail }
  | { readonly state: "failed"; readonly reason: string };

/** What the documents say of one span. Never throws, but when aborted. */
export async function fetchSpan(
  traceId: string,
  spanId: string,
  target: TargetParams,
  signal: AbortSignal,
): Promise<SpanLoad> {
  try {
    const address = `/api/traces/${encodeURIComponent(traceId)}/spans/${encodeURIComponent(spanId)}`;
    const response = await fetch(`${address}?${new URLSearchParams(target)}`, { signal });
    const body: { span?: SpanDetail; error?: { message?: string; nextStep?: string | null } } =
      await response.json();
    if (body.span) return { state: "ok", span: body.span };
    const reason = [body.error?.message, body.error?.nextStep].filter(Boolean).join(" ");
    return { state: "failed", reason: reason || "The server's answer could not be read." };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      state: "failed",
      reason: "Lambdascope's server did not answer. Choose the span again to retry.",
    };
  }
}
