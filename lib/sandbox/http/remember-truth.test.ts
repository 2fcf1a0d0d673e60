import { expect, it } from "vitest";
import { emptyWorld } from "@/lib/sandbox/http/empty-world";
import { rememberTruth } from "@/lib/sandbox/http/remember-truth";

it("asks once per world, window and moment", () => {
  let now = 1_000;
  let asked = 0;
  const worlds = ["us-east-1", "eu-west-1"].map((region) => emptyWorld(region, "210987654321", () => now));
  const truth = rememberTruth((world, fromMs, toMs, withLogs) => {
    asked += 1;
    return { region: world.region, fromMs, toMs, withLogs, at: now };
  });
  const ask = () =>
    worlds.flatMap((world) => [
      truth(world, 0, 500, false),
      truth(world, 0, 500, true),
      truth(world, 1, 500, false),
    ]);

  const first = ask();
  expect(asked).toBe(6);
  expect(new Set(first.map((each) => JSON.stringify(each))).size).toBe(6);
  expect(ask()).toEqual(first);
  expect(asked).toBe(6);

  now += 1;
  expect(ask()[0]).toMatchObject({ at: 1_001 });
  expect(asked).toBe(12);
});
