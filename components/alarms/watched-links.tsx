import { Fragment } from "react";
import { cn } from "@/components/ui/class-names";
import { ViewLink } from "@/components/view/view-link";
import type { AlarmSubject } from "@/lib/model/views/alarms";

const MOST = 2;

interface WatchedLinksProps {
  readonly watches: readonly AlarmSubject[];
  /** Every one of them, on as many lines as they take. */
  readonly all?: boolean;
}

/** What an alarm watches, each with its page; a function that is gone says so. */
export function WatchedLinks({ watches, all = false }: WatchedLinksProps) {
  if (watches.length === 0) return <span className="text-ink-3">not told</span>;
  const shown = all ? watches : watches.slice(0, MOST);
  const more = watches.length - shown.length;
  // In a table, links of two lines would be too near to the sort buttons above them.
  const wraps = all || shown.some(({ exists }) => exists === false);
  return (
    <span className={cn("inline-flex items-center gap-x-2", wraps && "flex-wrap", all || "max-w-52")}>
      {shown.map((one) => (
        <Fragment key={one.name}>
          <span className={cn("truncate", all ? "max-w-60" : "max-w-44")} title={one.name}>
            {one.path === null ? (
              one.name
            ) : (
              <ViewLink path={one.path} className="hover:underline">
                {one.name}
              </ViewLink>
            )}
          </span>
          {one.exists === false ? <span className="text-warning">(not in this region)</span> : null}
        </Fragment>
      ))}
      {more > 0 ? <span className="text-ink-3">and {more} more</span> : null}
    </span>
  );
}
