import "server-only";
import { cacheSignal } from "react";

/**
 * Aborted when the rendering of the current page ends or is given up, e.g. because the reader went away: AWS calls that
 * are still under way for this page alone then stop.
 */
export function pageSignal(): AbortSignal {
  return cacheSignal() ?? new AbortController().signal;
}
