import { Badge } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import type { RequestFindings } from "@/lib/model/views/request";
import { requestHref } from "@/lib/url/request-path";

type Ids = Pick<RequestFindings, "ids" | "others">;

const sources = {
  "access-log": "access log",
  "execution-log": "execution log",
  "lambda-log": "function log",
  xray: "X-Ray",
  timing: "time",
} as const;

/** Which ids are this request, and where each stands. */
export function IdsPanel({ ids, others }: Ids) {
  return (
    <Panel title="Ids" hint="one request, by these names">
      <ScrollRegion label="Ids of the request" className="border-line border-t">
        <Table data-testid="request-ids">
          <thead>
            <tr>
              <Th>Id</Th>
              <Th>What it is</Th>
              <Th>How sure</Th>
              <Th>Evidence</Th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <tr key={`${id.kind} ${id.id}`} data-testid="request-id" data-kind={id.kind}>
                <Td>
                  <span className="flex items-center gap-2">
                    <Mono text={id.id} copy={`Copy ${id.id}`} />
                    {id.asked ? <Badge>asked for</Badge> : null}
                    {id.kind === "trace" ? (
                      <ViewLink
                        path={`/traces/${id.id}`}
                        className="text-xs underline decoration-line-strong"
                      >
                        Trace
                      </ViewLink>
                    ) : null}
                  </span>
                </Td>
                <Td>{id.label}</Td>
                <Td>
                  <Badge className={id.certainty === "inferred" ? "border-dashed" : undefined}>
                    {id.certainty}
                  </Badge>
                </Td>
                <Td className="min-w-[36ch] whitespace-normal py-1.5 text-ink-2 text-xs">
                  {evidenceOf(id.evidence)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {others.length > 0 ? (
        <p className="px-4 py-2 text-ink-2">
          The text had {others.length === 1 ? "another id" : "other ids"}:{" "}
          {others.map(({ id, joined }) => (
            <span key={id} className="mr-3">
              <ViewLink path={requestHref(id)} className="break-all font-mono text-xs underline">
                {id}
              </ViewLink>{" "}
              ({joined ? "of this request" : "of another request, or not logged"})
            </span>
          ))}
        </p>
      ) : null}
    </Panel>
  );
}

const SHOWN = 4;

/** `access log $context.xrayTraceId, X-Ray aws.request_id of segment 1fb0…`; the same words once. */
function evidenceOf(evidence: RequestFindings["ids"][number]["evidence"]): string {
  if (evidence.length === 0) return "its own lines";
  const words = evidence.map(({ source, says }) => `${sources[source]}: ${says}`);
  const distinct = [...new Set(words)];
  const more = distinct.length - SHOWN;
  return `${distinct.slice(0, SHOWN).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
