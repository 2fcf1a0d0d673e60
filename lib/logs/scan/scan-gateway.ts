import { API_EXECUTION } from "@/lib/logs/line-kind";
import type { LineScan } from "@/lib/logs/scan/line-scan";

const OPEN = 40;
/** Longer is no request id of API Gateway, but text in parentheses. */
const LONGEST_ID = 100;

/** Fills `scan` from one line of a REST execution log: `(<request id>) text`. */
export function scanExecution(text: string, scan: LineScan): void {
  scan.kind = API_EXECUTION;
  scan.idFrom = -1;
  scan.idTo = -1;
  scan.asExpected = false;
  if (text.charCodeAt(0) !== OPEN) return;
  const close = text.indexOf(") ", 1);
  if (close < 2 || close > LONGEST_ID) return;
  scan.idFrom = 1;
  scan.idTo = close;
}
