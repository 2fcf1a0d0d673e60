import { describe, expect, it } from "vitest";
import { waitBriefly } from "@/lib/server/wait-briefly";

describe("waitBriefly", () => {
  it("rejects as the check does", async () => {
    await expect(waitBriefly(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("goes on without a check that hangs, and does not mind what it says later", async () => {
    let fail: (error: Error) => void = () => undefined;
    const hanging = new Promise<void>((_, reject) => {
      fail = reject;
    });
    await waitBriefly(hanging, 1);
    fail(new Error("too late"));
    await new Promise((resolve) => setTimeout(resolve, 1));
  });
});
