import { formatUsd } from "@/lib/base/format-money";

interface RangeBarProps {
  readonly seenUsd: number;
  readonly expectedUsd: number;
  readonly lowUsd: number;
  readonly highUsd: number;
}

/**
 * From nothing to the most that it may be: what was seen is solid, the range is shaded, the expected a line.
 * The same figures stand as text beside it.
 */
export function RangeBar({ seenUsd, expectedUsd, lowUsd, highUsd }: RangeBarProps) {
  const whole = highUsd > 0 ? highUsd : 1;
  const at = (usd: number) => `${Math.min(100, Math.max(0, (usd / whole) * 100))}%`;
  return (
    <div className="pt-3">
      <div aria-hidden className="relative h-3 overflow-hidden rounded-sm bg-sunken">
        <span
          className="absolute inset-y-0 bg-ink-3/35"
          style={{ left: at(lowUsd), width: at(highUsd - lowUsd) }}
        />
        <span className="absolute inset-y-0 left-0 bg-ink-2" style={{ width: at(seenUsd) }} />
        <span
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-ink"
          style={{ left: at(expectedUsd) }}
        />
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 pt-1 text-2xs text-ink-3">
        <span>
          <Key className="bg-ink-2" /> seen {formatUsd(seenUsd)}
        </span>
        <span>
          <Key className="bg-ink-3/35" /> may be {formatUsd(lowUsd)} – {formatUsd(highUsd)}
        </span>
      </p>
    </div>
  );
}

function Key({ className }: { readonly className: string }) {
  return <span aria-hidden className={`mr-1 inline-block size-2 rounded-sm align-baseline ${className}`} />;
}
