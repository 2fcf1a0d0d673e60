import type { ReactNode } from "react";
import { JsonTree } from "@/components/ui/json-tree";
import { ViewLink } from "@/components/view/view-link";
import { formatBytes } from "@/lib/base/format-size";
import { plainText } from "@/lib/base/plain-text";
import type { SpanDetail } from "@/lib/model/views/spans";

/** HTTP, AWS operation, SQL, annotations, metadata, exceptions, links and doubts: whatever the documents hold. */
export function SpanDetails({ span }: { readonly span: SpanDetail }) {
  const { http } = span;
  const httpFields: (readonly [string, unknown])[] = http
    ? (
        [
          ["method", http.method],
          ["url", http.url],
          ["status", http.status],
          ["client", http.clientIp],
          ["user agent", http.userAgent],
          ["length", http.contentLength === null ? null : formatBytes(http.contentLength)],
        ] as const
      ).filter(([, value]) => value !== null)
    : [];
  return (
    <>
      {span.exceptions.map((exception, index) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change order, and nothing else is unique
          key={index}
          title={exception.remote ? "Exception, from downstream" : "Exception"}
        >
          <p className="break-words text-critical">
            {exception.type ? <span className="font-medium">{plainText(exception.type)}: </span> : null}
            {plainText(exception.message ?? "no message")}
          </p>
          {exception.stack.length > 0 ? (
            <pre className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-2 font-mono text-2xs">
              {exception.stack.map(plainText).join("\n")}
            </pre>
          ) : null}
        </Section>
      ))}
      <Fields title="HTTP" fields={httpFields} />
      <Fields title="SQL" fields={span.sql} />
      <Fields title="AWS" fields={span.aws} />
      <Fields title="Annotations" fields={span.annotations} />
      <Fields title="Metadata" fields={span.metadata} />
      {span.links.length > 0 ? (
        <Section title="Linked traces">
          <ul className="space-y-0.5">
            {span.links.map(({ traceId, spanId }) => (
              <li key={`${traceId}-${spanId}`}>
                <ViewLink
                  path={`/traces/${encodeURIComponent(traceId)}`}
                  className="break-all font-mono underline decoration-line-strong hover:decoration-ink"
                >
                  {traceId}
                </ViewLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Fields title="Other fields" fields={span.other} />
      {span.notes.length > 0 ? (
        <Section title="Doubts">
          <ul className="list-disc space-y-0.5 pl-4 text-ink-2">
            {span.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Fields({
  title,
  fields,
}: {
  readonly title: string;
  readonly fields: readonly (readonly [string, unknown])[];
}) {
  if (fields.length === 0) return null;
  return (
    <Section title={title}>
      <JsonTree fields={fields} onFilter={null} />
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-4">
      <h3 className="mb-1 font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}
