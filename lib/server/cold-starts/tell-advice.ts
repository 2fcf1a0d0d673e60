import "server-only";
import type { Peer } from "@/lib/cold-starts/advice/advice";
import { advise } from "@/lib/cold-starts/advice/advise";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { advicePricesOf } from "@/lib/server/cold-starts/provisioned-price";
import type { Subject } from "@/lib/server/cold-starts/subjects";

type Told = Omit<ColdFunction, "advice">;

/** Adds to each function what would help it; the others that were asked about are what it is compared with. */
export function withAdvice(
  functions: readonly Told[],
  subjects: readonly Subject[],
  list: PriceList,
  lengthMs: number,
): ColdFunction[] {
  const peers = functions.flatMap(peerOf);
  return functions.map((one): ColdFunction => {
    if (one.summary === null) return { ...one, advice: null };
    const config = subjects.find(({ name }) => name === one.name)?.config ?? null;
    const advice = advise({
      name: one.name,
      summary: one.summary,
      explained: one.explained,
      config: {
        runtime: one.runtime,
        memoryMb: one.memoryMb,
        architecture: one.architecture,
        codeSizeBytes: one.codeSizeBytes,
        ephemeralStorageMb: config?.ephemeralStorageMb ?? null,
        packageType: config?.packageType ?? null,
        snapStart: one.snapStart,
        provisionedNow: one.provisionedNow,
      },
      peers: peers.filter(({ name }) => name !== one.name),
      lengthMs,
      prices: advicePricesOf(list, one.architecture ?? ""),
    });
    return { ...one, advice };
  });
}

/** One whose lines tell. */
function peerOf({
  name,
  runtime,
  memoryMb,
  architecture,
  codeSizeBytes,
  snapStart,
  summary,
}: Told): Peer | [] {
  if (summary === null) return [];
  const { felt: inits, initP50Ms, initP95Ms } = summary;
  return { name, runtime, memoryMb, architecture, codeSizeBytes, snapStart, inits, initP50Ms, initP95Ms };
}
