"use client";

import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";
import { formatUsd } from "@/lib/base/format-money";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

interface ReadingActionsProps {
  readonly estimate: ColdStarts["estimate"];
  readonly onSumUp: () => void;
}

/** The two ways to read a window, one with its price. */
export function ReadingActions({ estimate, onSumUp }: ReadingActionsProps) {
  const { change } = useNavigation();
  const costUsd = estimate?.costUsd ?? null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="solid" onClick={onSumUp}>
        Sum up by Logs Insights{costUsd === null ? "" : ` for about ${formatUsd(costUsd)}`}
      </Button>
      <Button onClick={() => change({ by: "lines" })}>Read the lines, free</Button>
    </div>
  );
}
