import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type DurationMs, HOUR_MS } from "@/lib/base/time";
import { seal, unseal } from "@/lib/cache/envelope";
import { type Reply, redisScript } from "@/lib/cache/redis-script";
import type { SharedStore } from "@/lib/cache/shared-store";

/** What is asked of the instances together. */
export interface SharedQuestion<Output> {
  /** Names who may read the answer: only instances with the same namespace do. */
  readonly namespace: string;
  readonly key: string;
  /** Aborted when nobody here waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly load: () => Promise<Output>;
  /** How long the answer is kept; 0: it is only handed to those who are waiting for it. */
  readonly keepForMs: (output: Output) => DurationMs;
}

export interface SharedAnswer {
  readonly value: unknown;
  /** `kept`: was there. `shared`: another instance was asking. `loaded`: asked here. */
  readonly how: "kept" | "shared" | "loaded";
  /** How long it may be kept here. */
  readonly keepForMs: DurationMs;
}

/** Failures that another instance would meet as well, as plain data. */
export interface FailureForm {
  /** undefined: a matter of this instance alone; the next one may have better luck. */
  readonly write: (error: unknown) => unknown;
  /** undefined: not a failure that was written. */
  readonly read: (written: unknown) => Error | undefined;
}

/** Renewed every third of it; when the instance dies, another takes over after this long. */
const LEASE_MS: DurationMs = 5_000;
/** Whatever an instance keeps for itself: the store is told to hold nothing for longer. */
const MOST_MS: DurationMs = HOUR_MS;
/** Who waits looks again far more often than this. */
const HANDED_MS: DurationMs = 2_000;
const LOOK_AGAIN_MS: readonly DurationMs[] = [10, 15, 25, 40, 60, 90, 130, 190, 250];
/** As base64url, of 16 bytes. The scripts below count on it. */
const TOKEN_CHARACTERS = 22;

/**
 * Keys: the answer, the flight. ARGV: own token, the token of the flight waited for, lease, "1" to disregard the answer.
 * A flight is `L<token>` while it is under way; what is handed to those who waited for it is `D<token><payload>`.
 */
const look = redisScript(`
if ARGV[4] ~= "1" then
  local kept = redis.pcall("GET", KEYS[1])
  if type(kept) == "string" then return {"kept", kept, redis.call("PTTL", KEYS[1])} end
end
local flight = redis.pcall("GET", KEYS[2])
if type(flight) == "string" and redis.call("PTTL", KEYS[2]) > 0 then
  local token = string.sub(flight, 2, ${TOKEN_CHARACTERS + 1})
  local form = string.sub(flight, 1, 1)
  if form == "L" then return {"theirs", token} end
  if form == "D" and token == ARGV[2] then return {"handed", string.sub(flight, ${TOKEN_CHARACTERS + 2})} end
end
redis.call("SET", KEYS[2], "L" .. ARGV[1], "PX", ARGV[3])
return {"ours"}
`);

const renew = redisScript(`
if redis.pcall("GET", KEYS[1]) ~= "L" .. ARGV[1] then return 0 end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])
`);

/** The answer is one even if the lease ran out meanwhile; the flight is only taken away by whose it is. */
const keep = redisScript(`
redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
if redis.pcall("GET", KEYS[2]) == "L" .. ARGV[1] then redis.call("DEL", KEYS[2]) end
return 1
`);

const handOver = redisScript(`
if redis.pcall("GET", KEYS[1]) ~= "L" .. ARGV[1] then return 0 end
redis.call("SET", KEYS[1], "D" .. ARGV[1] .. ARGV[2], "PX", ARGV[3])
return 1
`);

const leave = redisScript(`
if redis.pcall("GET", KEYS[1]) == "L" .. ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0
`);

const drop = redisScript(`
return redis.call("DEL", KEYS[1])
`);

/**
 * Answers that instances keep for each other, and one flight for identical questions of several instances. What is found
 * there is checked to be an answer to the very same question; anything else counts as nothing found. Without the store
 * every question is loaded here.
 */
export class SharedAnswers {
  readonly #store: SharedStore;
  readonly #failures: FailureForm;
  readonly #leaseMs: DurationMs;

  constructor(store: SharedStore, failures: FailureForm, leaseMs: DurationMs = LEASE_MS) {
    this.#store = store;
    this.#failures = failures;
    this.#leaseMs = leaseMs;
  }

  /** Rejects as `load` does, with a failure that another instance met, or with AbortError. */
  async ask<Output>(question: SharedQuestion<Output>): Promise<SharedAnswer> {
    const keys = keysOf(question);
    const token = randomBytes(16).toString("base64url");
    let waitedFor = "";
    let disregard = false;
    for (let looks = 0; ; looks += 1) {
      const reply = await this.#store.run(look, keys, [token, waitedFor, this.#leaseMs, disregard ? 1 : 0]);
      const found = foundIn(reply);
      switch (found.what) {
        case "kept": {
          const value = await unseal(question.key, found.bytes);
          if (value !== undefined) {
            return { value, how: waitedFor === "" ? "kept" : "shared", keepForMs: found.ttlMs };
          }
          disregard = true;
          continue;
        }
        case "handed": {
          const handed = await this.#handed(question.key, found.bytes);
          if (handed !== undefined) return handed;
          waitedFor = "";
          continue;
        }
        case "theirs":
          waitedFor = found.token;
          disregard = false;
          await pause(LOOK_AGAIN_MS[Math.min(looks, LOOK_AGAIN_MS.length - 1)], undefined, {
            signal: question.signal,
          });
          continue;
        case "ours":
          return this.#load(question, keys, token);
        case "nothing":
          return loaded(question, await question.load());
      }
    }
  }

  /** What was kept turned out to be no answer. */
  async forget(question: Pick<SharedQuestion<unknown>, "namespace" | "key">): Promise<void> {
    await this.#store.run(drop, [keysOf(question)[0]], []);
  }

  async #handed(key: string, bytes: Buffer): Promise<SharedAnswer | undefined> {
    const handed = await unseal(key, bytes);
    if (typeof handed !== "object" || handed === null) return undefined;
    if ("output" in handed) return { value: handed.output, how: "shared", keepForMs: 0 };
    const failure = "failure" in handed ? this.#failures.read(handed.failure) : undefined;
    if (failure !== undefined) throw failure;
    return undefined;
  }

  async #load<Output>(question: SharedQuestion<Output>, keys: Keys, token: string): Promise<SharedAnswer> {
    const renewal = setInterval(() => {
      void this.#store.run(renew, [keys[1]], [token, this.#leaseMs]);
    }, this.#leaseMs / 3);
    try {
      const answer = loaded(question, await question.load());
      // The page does not wait for the others' copy.
      void this.#publish(question.key, keys, token, answer).finally(() => clearInterval(renewal));
      return answer;
    } catch (error) {
      clearInterval(renewal);
      void this.#publishFailure(question.key, keys, token, error);
      throw error;
    }
  }

  async #publish(key: string, keys: Keys, token: string, { value, keepForMs }: SharedAnswer): Promise<void> {
    const kept = keepForMs > 0;
    const sealed = await seal(key, kept ? value : { output: value }).catch(() => null);
    if (sealed === null) await this.#store.run(leave, [keys[1]], [token]);
    else if (kept)
      await this.#store.run(keep, keys, [token, sealed, Math.ceil(Math.min(keepForMs, MOST_MS))]);
    else await this.#store.run(handOver, [keys[1]], [token, sealed, HANDED_MS]);
  }

  async #publishFailure(key: string, keys: Keys, token: string, error: unknown): Promise<void> {
    const failure = this.#failures.write(error);
    const sealed = failure === undefined ? null : await seal(key, { failure }).catch(() => null);
    if (sealed === null) await this.#store.run(leave, [keys[1]], [token]);
    else await this.#store.run(handOver, [keys[1]], [token, sealed, HANDED_MS]);
  }
}

function loaded<Output>(question: SharedQuestion<Output>, value: Output): SharedAnswer {
  return { value, how: "loaded", keepForMs: question.keepForMs(value) };
}

type Keys = readonly [answer: string, flight: string];

/** Hashed, because keys name functions, log groups and what is looked for in logs. Braces: both live on one node. */
function keysOf({ namespace, key }: Pick<SharedQuestion<unknown>, "namespace" | "key">): Keys {
  const hash = createHash("sha256").update(`${namespace}\n${key}`).digest("base64url");
  return [`lambdascope:{${hash}}:answer`, `lambdascope:{${hash}}:flight`];
}

type Found =
  | { readonly what: "kept"; readonly bytes: Buffer; readonly ttlMs: DurationMs }
  | { readonly what: "handed"; readonly bytes: Buffer }
  | { readonly what: "theirs"; readonly token: string }
  | { readonly what: "ours" | "nothing" };

function foundIn(reply: Reply | undefined): Found {
  if (!Array.isArray(reply)) return { what: "nothing" };
  const [what, bytes, ttl] = reply;
  const name = String(what);
  if (name === "kept" && bytes instanceof Buffer) {
    return { what: "kept", bytes, ttlMs: typeof ttl === "number" ? Math.max(0, ttl) : 0 };
  }
  if (name === "handed" && bytes instanceof Buffer) return { what: "handed", bytes };
  if (name === "theirs") return { what: "theirs", token: String(bytes) };
  return { what: name === "ours" ? "ours" : "nothing" };
}
