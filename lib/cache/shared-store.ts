import "server-only";
import type { DurationMs } from "@/lib/base/time";
import { openRedis, type RedisClient } from "@/lib/cache/redis-client";
import { type RedisScript, type Reply, runScript, type ScriptValue } from "@/lib/cache/redis-script";
import { within } from "@/lib/cache/within";
import { environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";
import type { RedisSettings } from "@/lib/config/redis-settings";

/** How this instance stands with the others. */
export interface SharedStatus {
  /** `off`: none is configured. `connecting`: not once reached yet. `degraded`: alone until the server answers again. */
  readonly state: "off" | "connecting" | "connected" | "degraded";
  /** Real time of this machine; null when off. */
  readonly sinceMs: number | null;
  /** Why it is, or last was, alone. Holds no password. */
  readonly lastError: string | null;
}

/** A page waits for one command at most this long; then the instance is alone until the server has answered again. */
const COMMAND_MS: DurationMs = 250;
const FIRST_RETRY_MS: DurationMs = 500;
const LAST_RETRY_MS: DurationMs = 10_000;
/** A connection that lasted so long was a good one: the next loss is retried soon again. */
const STEADY_MS: DurationMs = 15_000;

/**
 * The server that instances share. A command that fails or is late takes the store out of use for everyone, so that no
 * second command waits; meanwhile a new connection is tried in the background, where no page waits for it.
 */
export class SharedStore {
  readonly #settings: RedisSettings;
  #client: RedisClient | null = null;
  #status: SharedStatus = { state: "connecting", sinceMs: Date.now(), lastError: null };
  #retryMs = FIRST_RETRY_MS;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(settings: RedisSettings) {
    this.#settings = settings;
    void this.#connect();
  }

  status(): SharedStatus {
    return this.#status;
  }

  /** Never rejects. undefined: the store is not there, go on alone. */
  async run(
    script: RedisScript,
    keys: readonly string[],
    values: readonly ScriptValue[],
  ): Promise<Reply | undefined> {
    const client = this.#client;
    if (client === null) return undefined;
    try {
      return await within(runScript(client, script, keys, values), COMMAND_MS);
    } catch (error) {
      this.#lose(client, error);
      return undefined;
    }
  }

  /** For tests: instances live as long as their process. */
  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#client?.disconnect();
    this.#client = null;
  }

  async #connect(): Promise<void> {
    try {
      const client = await openRedis(this.#settings);
      if (this.#closed) client.disconnect();
      else this.#adopt(client);
    } catch (error) {
      this.#fail(error);
    }
  }

  #adopt(client: RedisClient): void {
    this.#client = client;
    client.on("end", () => this.#lose(client, new Error("The connection was lost.")));
    if (this.#status.state === "degraded") console.info("Shared cache: connected again.");
    this.#status = { ...this.#status, state: "connected", sinceMs: Date.now() };
  }

  #lose(client: RedisClient, error: unknown): void {
    if (this.#client !== client) return;
    const steady = Date.now() - (this.#status.sinceMs ?? 0) > STEADY_MS;
    this.#retryMs = steady ? FIRST_RETRY_MS : this.#retryMs;
    this.#client = null;
    // Replies that come late must not be taken for those of later commands.
    client.disconnect();
    this.#fail(error);
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    const lastError = this.#tell(error);
    if (this.#status.state !== "degraded") {
      console.warn(`Shared cache: going on alone. ${lastError}`);
      this.#status = { state: "degraded", sinceMs: Date.now(), lastError };
    } else this.#status = { ...this.#status, lastError };
    this.#timer = setTimeout(() => void this.#connect(), this.#retryMs);
    this.#timer.unref();
    this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
  }

  /** A cluster's own message says only that it failed; that of its last node says why. */
  #tell(error: unknown): string {
    const told =
      error instanceof Error && "lastNodeError" in error && error.lastNodeError instanceof Error
        ? error.lastNodeError
        : error;
    const message = told instanceof Error ? told.message || told.name : String(told);
    const { password } = this.#settings;
    return password === null ? message : message.replaceAll(password, "…");
  }
}

/** null without REDIS_URL. The first use begins to connect. */
export function sharedStore(): SharedStore | null {
  const { redis } = environment();
  return redis === null ? null : processWide("shared store", () => new SharedStore(redis));
}

const off: SharedStatus = { state: "off", sinceMs: null, lastError: null };

/** @throws EnvironmentError */
export function sharedStatus(): SharedStatus {
  return sharedStore()?.status() ?? off;
}
