"use client";

import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** By which way the figures were read, what was read for them and what that cost, with the other way beside it. */
export function SourceLine({ told }: { readonly told: ColdStarts }) {
  const { change } = useNavigation();
  const { by, meta } = told;
  return (
    <div data-testid="cold-source" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs">
      <p className="min-w-0">
        {by === "lines"
          ? `From ${formatCount(told.eventsRead)} log lines of the platform, read one by one`
          : `By Logs Insights, which scanned ${formatBytes(told.bytesScanned)}`}
        {`; ${formatCount(meta.awsCalls)} AWS calls, ${formatUsd(meta.costUsd)}. Dollars at list prices of ${told.pricesAsOf}.`}
      </p>
      {by === "lines" ? (
        <Button size="sm" variant="ghost" onClick={() => change({ by: "insights" })}>
          By Logs Insights instead…
        </Button>
      ) : (
        <Button size="sm" variant="ghost" onClick={() => change({ by: "lines" })}>
          Read the lines instead: why, and what would help
        </Button>
      )}
    </div>
  );
}
