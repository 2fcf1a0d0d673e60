import type { Shop } from "@/lib/sandbox/world/definitions";
import { windowsOf } from "@/lib/sandbox/world/incidents";
import type { TrialDef } from "@/lib/sandbox/world/types";

/** When the version on trial gets traffic: the windows in which the simulation sends it some. */
export function trialsOf(shop: Shop, madeMs: number, startMs: number): readonly TrialDef[] {
  const windows = windowsOf("bad-version-canary", madeMs, startMs);
  return shop.functions.flatMap(({ def, trialVersion, trialShare }) => {
    const version = def.versions[trialVersion]?.version;
    const alias = def.aliases[0]?.name;
    if (version === undefined || alias === undefined) return [];
    return windows.map((window) => ({
      functionIndex: def.index,
      alias,
      version,
      share: trialShare,
      ...window,
    }));
  });
}
