import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import type { FunctionConcurrency } from "@/lib/model/views/concurrency";

type Provisioned = Pick<FunctionConcurrency, "provisioned" | "spillover" | "provisionedInvocations">;

/** Provisioned concurrency: how much of it was used at most, and what found it busy. */
export function ProvisionedCell({ row }: { readonly row: Provisioned }) {
  if (row.provisioned.length === 0) return <span className="text-ink-3">{NO_DATA}</span>;
  const all = (row.provisionedInvocations ?? 0) + (row.spillover ?? 0);
  return (
    <span className="flex flex-col py-1">
      {row.provisioned.map(({ qualifier, requested, status, utilizationPeak }) => (
        <span key={qualifier}>
          {formatRatio(utilizationPeak)} of {formatCount(requested)}{" "}
          <span className="text-ink-3">
            {qualifier}
            {status === null || status === "READY" ? "" : `, ${status.toLowerCase().replace("_", " ")}`}
          </span>
        </span>
      ))}
      {row.spillover === null ? null : (
        <span className="text-2xs text-ink-3">
          {row.spillover === 0
            ? "none spilled over"
            : `${formatCount(row.spillover)} of ${formatCount(all)} spilled over`}
        </span>
      )}
    </span>
  );
}
