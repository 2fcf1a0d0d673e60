import { Panel } from "@/components/ui/panel";
import { ViewLink } from "@/components/view/view-link";
import type { RequestFindings } from "@/lib/model/views/request";
import { requestHref } from "@/lib/url/request-path";

const link = "underline decoration-line-strong hover:decoration-ink";

/** What X-Ray has of the request, and what is inferred or cannot be known. */
export function RemarksPanel({ findings }: { readonly findings: RequestFindings }) {
  const { traces, linkedTraces, remarks } = findings;
  return (
    <Panel title="Traces, and what is not known">
      <ul className="space-y-2 border-line border-t px-4 py-3">
        {traces.map(({ traceId, kept, answer }) => (
          <li key={traceId}>
            {kept ? (
              <>
                <ViewLink path={`/traces/${traceId}`} className={`break-all font-mono text-xs ${link}`}>
                  {traceId}
                </ViewLink>
                <p className="text-ink-2">{answer}</p>
              </>
            ) : (
              <span className="text-ink-2">
                <code className="break-all font-mono text-xs">{traceId}</code>: X-Ray has no such trace.
              </span>
            )}
          </li>
        ))}
        {linkedTraces.map(({ traceId, functionName }) => (
          <li key={traceId}>
            {functionName} handled a message of the trace{" "}
            <ViewLink path={requestHref(traceId)} className={`break-all font-mono text-xs ${link}`}>
              {traceId}
            </ViewLink>
            : that request caused this one.
          </li>
        ))}
        {remarks.map((remark) => (
          <li key={remark} className="text-ink-2">
            {remark}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
