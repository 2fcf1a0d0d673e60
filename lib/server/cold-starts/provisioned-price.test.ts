import { expect, it } from "vitest";
import { provisionedPriceOf } from "@/lib/server/cold-starts/provisioned-price";

it.each([
  ["us-east-1", "x86_64", 0.0000041667],
  ["us-east-1", "arm64", 0.0000033334],
  ["eu-west-1", "x86_64", 0.000004646],
  // Only another region's ratio is known of it.
  ["eu-west-1", "arm64", null],
  ["eu-central-1", "x86_64", null],
  ["sa-east-1", "x86_64", null],
  ["us-east-1", "riscv", null],
])("%s %s: %s", (region, architecture, usd) => {
  expect(provisionedPriceOf(region, architecture)).toBe(usd);
});
