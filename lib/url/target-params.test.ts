import { expect, it } from "vitest";
import { targetPath } from "@/lib/url/target-params";

const place = { account: "shop test", region: "eu-west-1" };

it("puts a path into one account and region, whatever it says already", () => {
  expect(targetPath("/functions/a%2Fb", place)).toBe("/functions/a%2Fb?region=eu-west-1&account=shop+test");
  expect(targetPath("/logs?src=fn%3Aa&region=us-east-1#x", place)).toBe(
    "/logs?src=fn%3Aa&region=eu-west-1&account=shop+test#x",
  );
});
