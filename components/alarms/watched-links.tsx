import { ViewLink } from "@/components/view/view-link";
import type { AlarmSubject } from "@/lib/model/views/alarms";

const MOST = 3;

/** What an alarm watches, each with its page; a function that is gone says so. */
export function WatchedLinks({ watches }: { readonly watches: readonly AlarmSubject[] }) {
  if (watches.length === 0) return <span className="text-ink-3">not told</span>;
  const more = watches.length - MOST;
  return (
    <span className="inline-flex max-w-80 flex-wrap items-center gap-x-2">
      {watches.slice(0, MOST).map((one) => (
        <span key={one.name} className="min-w-0 truncate" title={one.name}>
          {one.path === null ? (
            one.name
          ) : (
            <ViewLink path={one.path} className="hover:underline">
              {one.name}
            </ViewLink>
          )}
          {one.exists === false ? <span className="text-warning"> (not in this region)</span> : null}
        </span>
      ))}
      {more > 0 ? <span className="text-ink-3">and {more} more</span> : null}
    </span>
  );
}
