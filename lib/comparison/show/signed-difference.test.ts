import { expect, it } from "vitest";
import { signedDifference } from "@/lib/comparison/show/signed-difference";

it("has a sign and a unit, and points for shares", () => {
  expect(signedDifference(0.0953, "ratio")).toBe("+9.53 pp");
  expect(signedDifference(-0.00004, "ratio")).toBe("−<0.01 pp");
  expect(signedDifference(-12, "ms")).toBe("−12 ms");
  expect(signedDifference(0, "ms")).toBe("±0 ms");
  expect(signedDifference(-0.0019, "usd")).toBe("−$0.0019");
  expect(signedDifference(-0.000095, "usd")).toBe("−$0.000095");
});
