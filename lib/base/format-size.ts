import { NO_DATA, threeDigits } from "@/lib/base/format-number";

const STEPS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

/**
 * Bytes by 1,024, in the spelling of AWS (1 MB = 1,024 KB [D gettingstarted-limits]).
 *
 *     0 → 0 B     512 → 512 B     1536 → 1.5 KB     262144000 → 250 MB
 */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return NO_DATA;
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 999.5 && step < STEPS.length - 1) {
    value /= 1024;
    step++;
  }
  return `${threeDigits(value)} ${STEPS[step] ?? "B"}`;
}

/** Memory as Lambda configures it: `128` → `128 MB`, `1024` → `1,024 MB`, as in AWS's console. */
export function formatMemoryMb(mb: number | null | undefined): string {
  if (mb === null || mb === undefined || !Number.isFinite(mb)) return NO_DATA;
  return `${mb.toLocaleString("en")} MB`;
}
