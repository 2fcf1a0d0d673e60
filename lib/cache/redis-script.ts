import "server-only";
import { createHash } from "node:crypto";
import type { RedisClient } from "@/lib/cache/redis-client";

/** What a script may give back, texts as bytes. */
export type Reply = Buffer | number | null | readonly Reply[];

export type ScriptValue = string | number | Buffer;

/** A script in Lua that the server runs as one step. All keys of one run must hash to one slot: `{…}` in their names. */
export interface RedisScript {
  readonly lua: string;
  readonly sha: string;
}

export function redisScript(lua: string): RedisScript {
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

export async function runScript(
  client: RedisClient,
  { lua, sha }: RedisScript,
  keys: readonly string[],
  values: readonly ScriptValue[],
): Promise<Reply> {
  try {
    return replyOf(await client.callBuffer("EVALSHA", sha, keys.length, ...keys, ...values));
  } catch (error) {
    // The server forgets scripts when it starts, and each node of a cluster has its own.
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return replyOf(await client.callBuffer("EVAL", lua, keys.length, ...keys, ...values));
  }
}

/** The protocol has no other types for what our scripts return. */
function replyOf(value: unknown): Reply {
  return value as Reply;
}
