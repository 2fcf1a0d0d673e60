import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "@/lib/cache/envelope";

async function sealed(key: string, value: unknown): Promise<Buffer> {
  return (await seal(key, value)) ?? Buffer.alloc(0);
}

describe("envelope", () => {
  it("gives back any JSON value, small or large", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue({ maxDepth: 2 }), async (key, value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(await unseal(key, await sealed(key, value))).toEqual(json);
      }),
      { numRuns: 25 },
    );
    const large = Array.from({ length: 5_000 }, (_, index) => ({ name: `function-${index}` }));
    const bytes = await sealed("k", large);
    expect(bytes.length).toBeLessThan(JSON.stringify(large).length / 4);
    expect(JSON.stringify(await unseal("k", bytes))).toBe(JSON.stringify(large));
  });

  it("keeps null apart from nothing", async () => {
    expect(await unseal("k", await sealed("k", null))).toBeNull();
  });

  it("is no answer to another question", async () => {
    expect(await unseal("b", await sealed("a", 1))).toBeUndefined();
  });

  it("takes any other bytes for nothing", async () => {
    const plain = (text: string) => Buffer.from(`j${text}`);
    const hostile = [
      Buffer.alloc(0),
      Buffer.from([0, 255, 1]),
      plain(""),
      plain("null"),
      plain('{"key":"k"}'),
      plain(`${"[".repeat(200_000)}`),
      Buffer.from("zz"),
      (await sealed("k", "x".repeat(5_000))).subarray(0, 30),
      // 60 KB that would become 60 MB.
      Buffer.concat([Buffer.from("z"), deflateSync(Buffer.alloc(60 * 1024 * 1024, " "))]),
    ];
    for (const bytes of hostile) expect(await unseal("k", bytes)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        expect(await unseal("k", Buffer.from(bytes))).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it("does not seal what would hold up everyone", async () => {
    const random = Array.from({ length: 700_000 }, () => Math.random());
    expect(await seal("k", random)).toBeNull();
  });
});
