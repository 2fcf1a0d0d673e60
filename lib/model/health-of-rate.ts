import type { Health } from "@/lib/model/views/common";

/** Shares above which a function or a stage is called out. Few failures in little traffic stay quiet. */
export const CRITICAL_RATE = 0.05;
export const WARNING_RATE = 0.01;
export const MIN_FAILURES = 3;

/** Health of a share of failures: unknown when nothing ran, ok when failures are few in number or share. */
export function healthOfRate(failures: number | null, attempts: number | null): Health {
  if (attempts === null || attempts === 0) return "unknown";
  if (failures === null) return "unknown";
  if (failures < MIN_FAILURES) return "ok";
  const rate = failures / attempts;
  if (rate >= CRITICAL_RATE) return "critical";
  return rate >= WARNING_RATE ? "warning" : "ok";
}
