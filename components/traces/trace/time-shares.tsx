import { formatDuration } from "@/lib/base/format-duration";
import { formatRatio } from "@/lib/base/format-number";
import type { TimeShare } from "@/lib/model/views/spans";

interface TimeSharesProps {
  readonly title: string;
  readonly shares: readonly TimeShare[];
  readonly durationMs: number;
}

/** Where the time went, largest first: on the critical path, and as self time of all spans. */
export function TimeShares({ title, shares, durationMs }: TimeSharesProps) {
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border border-line bg-surface">
      <table className="w-full text-xs">
        <thead>
          <tr className="border-line border-b text-ink-3 [&>th]:h-9 [&>th]:px-4 [&>th]:font-medium">
            <th scope="col" className="text-left">
              <span className="font-semibold text-ink text-sm">{title}</span>
            </th>
            <th scope="col" className="text-right">
              Critical path
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Self time
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Spans
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share.key} className="border-line border-b last:border-0 [&>td]:h-8 [&>td]:px-4">
              <td className="w-1/2">
                <span className="relative block">
                  <span
                    aria-hidden
                    className="absolute inset-y-0 left-0 rounded-sm bg-hover"
                    style={{
                      width: `${durationMs > 0 ? Math.min(100, (share.criticalMs / durationMs) * 100) : 0}%`,
                    }}
                  />
                  <span className="relative break-all px-1.5 leading-5">{share.label}</span>
                </span>
              </td>
              <td className="whitespace-nowrap text-right">
                {formatDuration(share.criticalMs)}
                {durationMs > 0 ? (
                  <span className="ml-2 inline-block w-10 text-ink-3">
                    {formatRatio(share.criticalMs / durationMs)}
                  </span>
                ) : null}
              </td>
              <td className="whitespace-nowrap text-right max-sm:hidden">{formatDuration(share.selfMs)}</td>
              <td className="text-right max-sm:hidden">{share.spans}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
