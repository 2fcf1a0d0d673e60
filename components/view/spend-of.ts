import type { OperationSpend, PageSpend } from "@/components/view/view-store";
import type { OwnSpend } from "@/lib/model/views/own-spend";

interface Counts {
  readonly sent: number;
  readonly cached: number;
  readonly shared: number;
  readonly retried: number;
  readonly costUsd: number;
}

interface Metered extends Counts {
  readonly billedMetrics: number;
  readonly waitingMs: number;
  readonly byOperation: Readonly<Record<string, Counts>>;
}

/** The meter's counts → what the shell shows; dearest operation first, then the most called. */
export function pageSpendOf({ page, own }: { readonly page: Metered; readonly own: OwnSpend }): PageSpend {
  const operations = Object.entries(page.byOperation).map(
    ([operation, counts]): OperationSpend => ({ operation, ...totals(counts), retried: counts.retried }),
  );
  operations.sort(
    (a, b) => b.costUsd - a.costUsd || b.sent - a.sent || a.operation.localeCompare(b.operation),
  );
  return {
    page: {
      ...totals(page),
      billedMetrics: page.billedMetrics,
      waitedMs: page.waitingMs,
      operations,
    },
    later: { sent: 0, costUsd: 0 },
    own,
  };
}

function totals({ sent, cached, shared, costUsd }: Counts) {
  return { sent, saved: cached + shared, costUsd };
}
