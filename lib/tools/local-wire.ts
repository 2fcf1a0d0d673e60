import { CuttableWire } from "@/lib/testing/cuttable-wire";

export type LocalWire = CuttableWire;

/** A wire to a local server, for browser tests to cut. */
export function startWire(serverUrl: string): Promise<LocalWire> {
  return CuttableWire.to(Number(new URL(serverUrl).port));
}
