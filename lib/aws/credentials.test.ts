import { describe, expect, it } from "vitest";
import { createCredentials } from "@/lib/aws/credentials";

const found = { accessKeyId: "id", secretAccessKey: "secret" };

describe("createCredentials", () => {
  it("fails at once for a while after a failed search, then searches again", async () => {
    let now = 0;
    let searches = 0;
    const provide = createCredentials(
      async () => {
        searches += 1;
        if (searches === 1) throw new Error("none");
        return found;
      },
      { now: () => now, awsOffset: () => 0 },
    );
    await expect(provide()).rejects.toThrow("none");
    now = 4_999;
    await expect(provide()).rejects.toThrow("none");
    expect(searches).toBe(1);
    now = 5_000;
    expect(await provide()).toEqual(found);
  });
});
