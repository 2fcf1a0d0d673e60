import type { Row } from "@/lib/sandbox/logs/insights/row";

/** Takes rows one by one and yields its result at any moment: a running query shows what it has so far. */
export interface Sink {
  push(row: Row): void;
  rows(): Row[];
}
