import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { deploymentPath, parseDeployment } from "@/lib/url/deployment";
import { rawSearchFromUrl } from "@/lib/url/search";

describe("the chosen deployment", () => {
  it.each(["alias.payments-charge.live.42.1768475100", "stage.abc123.$default.dep1.1768475100"])(
    "comes back from its address: %s",
    (id) => {
      const url = new URL(deploymentPath("/functions/payments-charge", id), "http://localhost");
      expect(parseDeployment(rawSearchFromUrl(url))).toBe(id);
    },
  );

  it("is null when none is chosen", () => {
    expect(parseDeployment({})).toBeNull();
    expect(parseDeployment({ deployment: " " })).toBeNull();
  });

  it.each(["<script>", "a/b", "x".repeat(401), "a b"])("refuses %s", (deployment) => {
    expect(() => parseDeployment({ deployment })).toThrow(BadParameter);
  });
});
