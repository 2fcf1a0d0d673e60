import "server-only";
import { LRUCache } from "lru-cache";
import { createMeter, type Meter, type MeterSnapshot } from "@/lib/aws/meter";
import { SharedSum } from "@/lib/aws/shared-sum";
import { DAY_MS, floorTo, HOUR_MS } from "@/lib/base/time";
import { processWide } from "@/lib/config/process-wide";

/** Who spends: which page or stream, and in whose browser. */
export interface Spender {
  /** `overview`, `logs tail`: one word or two that a reader of the account's bill understands. */
  readonly purpose: string;
  /** Of a browser, from its first page until it is closed; null: unknown, such as a script. */
  readonly session: string | null;
}

interface SessionSpend {
  readonly sinceMs: number;
  readonly counts: MeterSnapshot;
}

/** A day in UTC by this machine's clock, the same for all accounts. */
export interface DaySpend {
  /** `2026-11-21` */
  readonly day: string;
  /** When counting began: later than midnight where the process is younger than the day. */
  readonly sinceMs: number;
  /** Next midnight UTC, when the day and its budget begin again. */
  readonly endsMs: number;
  /** Of this process. */
  readonly counts: MeterSnapshot;
  readonly byPurpose: Readonly<Record<string, MeterSnapshot>>;
  /** Of all instances that share a Redis, since midnight; null: there is none, or it does not answer. */
  readonly sharedUsd: number | null;
  /** The installation's: `sharedUsd` where known, else this process's. */
  readonly spentUsd: number;
}

/** Browsers remembered at a time; the one idle for longest is forgotten first. */
const MOST_SESSIONS = 500;

interface Day {
  readonly startMs: number;
  readonly sinceMs: number;
  readonly total: Meter;
  readonly purposes: Map<string, Meter>;
  readonly installation: SharedSum;
  spentUsd: number;
}

/** Adds up what all page loads spend, by day and purpose and by browser session. */
export class SpendLedger {
  readonly #now: () => number;
  readonly #sessions = new LRUCache<string, { readonly sinceMs: number; readonly meter: Meter }>({
    max: MOST_SESSIONS,
  });
  #day: Day;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#day = this.#begin(now());
  }

  /** For a page load's meter to add up in. */
  meterOf({ purpose, session }: Spender): Meter {
    const each = (count: (meter: Meter) => void) => {
      count(this.#purposeMeter(purpose));
      const own = this.#sessionMeter(session);
      if (own !== null) count(own);
    };
    return {
      count: (operation, outcome) => each((meter) => meter.count(operation, outcome)),
      charge: (operation, charge) => {
        each((meter) => meter.charge(operation, charge));
        const day = this.#today();
        day.spentUsd += charge.costUsd;
        day.installation.add(charge.costUsd);
      },
      retried: (operation, attempts) => each((meter) => meter.retried(operation, attempts)),
      waited: (ms) => each((meter) => meter.waited(ms)),
      snapshot: () => this.#purposeMeter(purpose).snapshot(),
    };
  }

  /** What the installation spent since midnight UTC, as far as this process knows without asking. */
  spentUsd(): number {
    const day = this.#today();
    return atLeast(day.spentUsd, day.installation.knownUsd());
  }

  /** The day's number: epoch milliseconds of its beginning. */
  dayStartMs(): number {
    return this.#today().startMs;
  }

  /** Asks the other instances, where there are any. */
  async readDay(): Promise<DaySpend> {
    const day = this.#today();
    const sharedUsd = await day.installation.read();
    return {
      day: new Date(day.startMs).toISOString().slice(0, 10),
      sinceMs: day.sinceMs,
      endsMs: day.startMs + DAY_MS,
      counts: day.total.snapshot(),
      byPurpose: Object.fromEntries([...day.purposes].map(([name, meter]) => [name, meter.snapshot()])),
      sharedUsd,
      spentUsd: atLeast(day.spentUsd, sharedUsd),
    };
  }

  /** null: nothing was counted for it. */
  sessionSpend(session: string | null): SessionSpend | null {
    const known = session === null ? undefined : this.#sessions.get(session);
    return known === undefined ? null : { sinceMs: known.sinceMs, counts: known.meter.snapshot() };
  }

  #purposeMeter(purpose: string): Meter {
    const { purposes, total } = this.#today();
    const known = purposes.get(purpose);
    if (known !== undefined) return known;
    const meter = createMeter(total);
    purposes.set(purpose, meter);
    return meter;
  }

  #sessionMeter(session: string | null): Meter | null {
    if (session === null) return null;
    const known = this.#sessions.get(session);
    if (known !== undefined) return known.meter;
    const meter = createMeter(null);
    this.#sessions.set(session, { sinceMs: this.#now(), meter });
    return meter;
  }

  #today(): Day {
    const now = this.#now();
    const startMs = floorTo(now, DAY_MS);
    // A process that saw the day begin knows all of it.
    if (startMs !== this.#day.startMs) this.#day = this.#begin(startMs);
    return this.#day;
  }

  #begin(sinceMs: number): Day {
    const startMs = floorTo(sinceMs, DAY_MS);
    return {
      startMs,
      sinceMs,
      total: createMeter(null),
      purposes: new Map(),
      installation: new SharedSum(`spend ${startMs}`, DAY_MS + HOUR_MS),
      spentUsd: 0,
    };
  }
}

/** A shared store that was emptied must not make the day begin again. */
function atLeast(ownUsd: number, sharedUsd: number | null): number {
  return Math.max(ownUsd, sharedUsd ?? 0);
}

export function spendLedger(): SpendLedger {
  return processWide("spend ledger", () => new SpendLedger());
}
