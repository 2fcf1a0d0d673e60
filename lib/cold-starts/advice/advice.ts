import type { ColdCause } from "@/lib/cold-starts/causes";
import type { IdleTimeout } from "@/lib/cold-starts/idle-gaps";
import type { ComputePrices, ProvisionedStep } from "@/lib/cold-starts/provisioned-steps";
import type { RegularCalls } from "@/lib/cold-starts/regular-calls";
import type { InitSummary } from "@/lib/cold-starts/summarise";

export const adviceKinds = ["provisioned", "snap-start", "package", "memory", "warm-up", "nothing"] as const;

export interface Advice {
  readonly kind: (typeof adviceKinds)[number];
  /** What to do. */
  readonly text: string;
  /** The figures of the window that it rests on. */
  readonly evidence: string;
  /** Felt cold starts of the window that would not have been; null: none, or it cannot be told. */
  readonly removes: { readonly count: number; readonly share: number } | null;
  /** Change of a month of 730 hours at the window's traffic; below 0 it saves. null: no price, or it cannot be told. */
  readonly monthlyUsd: number | null;
  /** What the data cannot tell about it. */
  readonly unknowable: string | null;
}

/** Of a function; null: not known. */
export interface AdvisedConfig {
  readonly runtime: string | null;
  readonly memoryMb: number | null;
  readonly architecture: string | null;
  readonly codeSizeBytes: number | null;
  readonly ephemeralStorageMb: number | null;
  readonly packageType: string | null;
  readonly snapStart: boolean | null;
  readonly provisionedNow: number | null;
}

/** Another function of the account, as far as it was measured in the same window. */
export interface Peer
  extends Pick<AdvisedConfig, "runtime" | "memoryMb" | "architecture" | "codeSizeBytes" | "snapStart"> {
  readonly name: string;
  /** Felt inits and restores that the percentiles are of. */
  readonly inits: number;
  readonly initP50Ms: number | null;
  readonly initP95Ms: number | null;
}

/** Why the cold starts were: known only where each line was read. */
export interface Explained {
  readonly causes: Readonly<Record<ColdCause, number>>;
  readonly idle: { readonly timeout: IdleTimeout | null };
  readonly regular: RegularCalls | null;
  readonly provisioned: readonly ProvisionedStep[];
  /** Of all invocations; null: none was read whole. */
  readonly durationP50Ms: number | null;
}

export interface AdvicePrices extends ComputePrices {
  readonly requestUsd: number;
  /** A GB-second of a cached snapshot, and a GB restored. */
  readonly snapshotUsd: number | null;
  readonly restoreUsd: number | null;
}

export interface AdviceFacts {
  readonly name: string;
  readonly summary: InitSummary;
  readonly explained: Explained | null;
  readonly config: AdvisedConfig;
  /** Others, this function not among them. */
  readonly peers: readonly Peer[];
  /** Of the window. */
  readonly lengthMs: number;
  readonly prices: AdvicePrices;
}
