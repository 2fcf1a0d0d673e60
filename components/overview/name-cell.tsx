import { EvidenceButton } from "@/components/overview/evidence-button";
import { cn } from "@/components/ui/class-names";
import { StatusIcon, statusText } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import type { RequestSubject } from "@/components/view/view-store";
import type { Health } from "@/lib/model/views/common";

interface NameCellProps {
  readonly name: string;
  /** Beside the name in a quieter ink, e.g. the stage. */
  readonly detail?: string;
  readonly path: string;
  readonly health: Health;
  readonly reason: string | null;
  /** Where the reason leads: the requests behind it. */
  readonly logs: string;
  /** Set where calls were throttled: they never ran, so what is left of them is with their callers. */
  readonly evidence?: RequestSubject | null;
}

/** Status, name as a link, and why when it is not well, which leads to the failing requests. */
export function NameCell({ name, detail, path, health, reason, logs, evidence = null }: NameCellProps) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusIcon level={health} />
      <ViewLink path={path} className="min-w-0 shrink-0 truncate font-medium hover:underline max-sm:max-w-40">
        {name}
        {detail ? <span className="font-normal text-ink-3"> / {detail}</span> : null}
      </ViewLink>
      {reason && evidence ? (
        <EvidenceButton reason={reason} health={health} subject={evidence} />
      ) : reason ? (
        <ViewLink
          path={logs}
          aria-label={`${reason}: show the failing requests of ${name}`}
          className={cn(
            "min-w-0 truncate text-xs hover:underline max-sm:hidden",
            statusText(health) || "text-ink-3",
          )}
          title={reason}
        >
          {reason}
        </ViewLink>
      ) : null}
    </span>
  );
}
