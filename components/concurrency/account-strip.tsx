import { ForecastText } from "@/components/concurrency/forecast-text";
import { type Figure, FigureStrip } from "@/components/ui/figure-strip";
import { statusText } from "@/components/ui/status";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { AccountConcurrency } from "@/lib/model/views/concurrency";

interface AccountStripProps {
  readonly account: AccountConcurrency;
  /** Of the functions shown; null when not known. */
  readonly throttles: number | null;
}

/** How the account stands with its limit. */
export function AccountStrip({ account, throttles }: AccountStripProps) {
  const { limit, unreservedLimit, peak, poolPeak, headroom, share, health, forecast } = account;
  const reserved = limit === null || unreservedLimit === null ? null : limit - unreservedLimit;
  const figures: readonly Figure[] = [
    { key: "account-limit", label: "Account limit", value: formatCount(limit) },
    { key: "reserved", label: "Reserved", value: formatCount(reserved) },
    { key: "pool-limit", label: "Unreserved pool", value: formatCount(unreservedLimit) },
    { key: "account-peak", label: "Peak, all functions", value: formatCount(peak) },
    { key: "pool-peak", label: "Pool taken", value: formatCount(poolPeak) },
    {
      key: "pool-share",
      label: "Share of the pool",
      value: <span className={statusText(health)}>{formatRatio(share)}</span>,
    },
    { key: "headroom", label: "Pool headroom", value: formatCount(headroom) },
    {
      key: "throttled",
      label: "Throttled calls",
      value: <span className={throttles ? statusText("critical") : ""}>{formatCount(throttles)}</span>,
    },
    {
      key: "forecast",
      label: "Pool used up",
      value: (
        <span className="block truncate font-normal text-sm">
          <ForecastText forecast={forecast} of="the account's pool" />
        </span>
      ),
    },
  ];
  return (
    <div className="overflow-hidden border-line border-t">
      <FigureStrip figures={figures} />
    </div>
  );
}
