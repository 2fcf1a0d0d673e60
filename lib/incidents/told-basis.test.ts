import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { tellBasis } from "@/lib/incidents/told-basis";

const looked = {
  functions: 17,
  ofFunctions: 17,
  stages: 1,
  loads: true,
  periodMs: MINUTE_MS,
  fromMs: 24 * HOUR_MS,
  baselineFromMs: 12 * HOUR_MS,
  rhythmFromMs: 21 * HOUR_MS,
};

it("tells each baseline by its own length", () => {
  expect(tellBasis(looked)).toBe(
    "Errors, throttles, traffic, durations and concurrency of 17 functions and 1 API stage were compared, in periods of 1 min, with the 3 h before (failures with the 12 h before), and with the rest of the window where nothing ran before. What is younger than that has little to be compared with.",
  );
  expect(tellBasis({ ...looked, rhythmFromMs: 12 * HOUR_MS })).toContain("with the 12 h before, and with");
});

it("says what was not looked at, and when nothing was", () => {
  expect(tellBasis({ ...looked, ofFunctions: 1_217, loads: false })).toContain(
    "1,200 more functions were not looked at.",
  );
  expect(tellBasis({ ...looked, functions: 0, ofFunctions: 0, stages: 0 })).toContain("nothing was compared");
  expect(tellBasis(null)).toContain("nothing was compared");
});
