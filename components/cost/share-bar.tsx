import { formatRatio } from "@/lib/base/format-number";

/** A share of the whole, as a figure with a bar. */
export function ShareBar({ share }: { readonly share: number | null }) {
  return (
    <span className="inline-flex w-28 items-center justify-end gap-2">
      <span aria-hidden className="h-1.5 w-14 shrink-0 overflow-hidden rounded-sm bg-sunken">
        <span
          className="block h-full rounded-sm bg-ink-3"
          style={{ width: `${Math.min(100, Math.max(0, (share ?? 0) * 100))}%` }}
        />
      </span>
      <span className="w-12 text-right">{formatRatio(share)}</span>
    </span>
  );
}
