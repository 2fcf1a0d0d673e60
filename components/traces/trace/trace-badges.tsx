import { Snowflake } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { InstantText } from "@/components/ui/instant";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { requestHref } from "@/lib/url/request-path";

interface TraceBadgesProps {
  readonly traceId: string;
  /** null while the trace could not be read. */
  readonly facts: {
    readonly startMs: number;
    readonly durationMs: number;
    readonly spans: number;
    readonly coldStarts: number;
    readonly inProgress: boolean;
  } | null;
}

export function TraceBadges({ traceId, facts }: TraceBadgesProps) {
  return (
    <>
      <CopyButton text={traceId} label="Copy trace ID" />
      {facts ? (
        <>
          <Badge>
            <InstantText ms={facts.startMs} />
          </Badge>
          <Badge>{facts.inProgress ? "in progress" : formatDuration(facts.durationMs)}</Badge>
          <Badge>{facts.spans === 1 ? "1 span" : `${facts.spans.toLocaleString("en")} spans`}</Badge>
          {facts.coldStarts > 0 ? (
            <Badge>
              <Snowflake className="mr-1 size-3" aria-hidden />
              {facts.coldStarts === 1 ? "1 cold start" : `${facts.coldStarts} cold starts`}
            </Badge>
          ) : null}
          <ViewLink
            path={requestHref(traceId, { atMs: facts.startMs })}
            className="text-xs underline decoration-line-strong hover:decoration-ink"
          >
            The whole request
          </ViewLink>
        </>
      ) : null}
    </>
  );
}
