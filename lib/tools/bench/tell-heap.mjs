import { appendFileSync } from "node:fs";
import { constants, PerformanceObserver } from "node:perf_hooks";

/**
 * Preloaded into a server that is measured: writes what its heap holds after each full collection, which is what is really
 * in use. Resident memory is that and as much garbage as Node sees fit to keep.
 */
export const HEAP_FILE = "LAMBDASCOPE_BENCH_HEAP_FILE";

const path = process.env[HEAP_FILE];
if (path !== undefined) {
  new PerformanceObserver((list) => {
    const full = list.getEntries().some((entry) => isFull(Reflect.get(entry, "detail")));
    if (full) appendFileSync(path, `${Date.now()} ${process.memoryUsage().heapUsed}\n`);
  }).observe({ entryTypes: ["gc"] });
}

/** @param {unknown} detail */
function isFull(detail) {
  return (
    typeof detail === "object" &&
    detail !== null &&
    Reflect.get(detail, "kind") === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}
