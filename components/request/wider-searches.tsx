"use client";

import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import type { WiderSearch } from "@/lib/model/views/request";

/** Buttons that say what they cost before they are pressed. */
export function WiderSearches({ searches }: { readonly searches: readonly WiderSearch[] }) {
  const { change, pending } = useNavigation();
  return (
    <ul className="w-full space-y-2">
      {searches.map((search) => (
        <li key={search.label} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button
            disabled={pending}
            onClick={() =>
              change({
                from: search.from,
                to: search.to === "now" ? null : search.to,
                at: null,
                consent: search.engine === "logs-insights" ? "true" : null,
              })
            }
          >
            {pending ? "Searching…" : `Search ${search.label}`}
          </Button>
          <span className="text-ink-2 text-xs">{priceOf(search)}</span>
        </li>
      ))}
    </ul>
  );
}

function priceOf({ engine, bytes, costUsd, seconds }: WiderSearch): string {
  const size = bytes === null ? "size not known" : `about ${formatBytes(bytes)}`;
  const time = seconds === null ? "" : `, roughly ${formatDuration(Math.max(1, Math.ceil(seconds)) * 1_000)}`;
  return engine === "logs-insights"
    ? `Logs Insights, ${size}, ${costUsd === null ? "price not known" : `about ${formatUsd(costUsd)}`}${time}`
    : `FilterLogEvents, ${size}, free${time}`;
}
