"use client";

import { useColdStartReading } from "@/components/cold-starts/cold-starts-provider";
import { ReadingActions } from "@/components/cold-starts/reading-actions";
import { LimitsInLines } from "@/components/concurrency/limits-in-lines";
import { Button } from "@/components/ui/button";

/** Hands what the page reads of the logs for its cold starts on to the limits, so that it is read once. */
export function LimitsOfLines() {
  const { state } = useColdStartReading();
  return (
    <LimitsInLines functions={state.phase === "found" ? state.told.functions : null} reading={<Reading />} />
  );
}

function Reading() {
  const { state, sumUp, again } = useColdStartReading();
  switch (state.phase) {
    case "asking":
    case "reading":
      return "They are being read.";
    case "offered":
      return (
        <div className="pt-2">
          <ReadingActions estimate={state.told.estimate} onSumUp={sumUp} />
        </div>
      );
    case "failed":
      return (
        <span className="mt-2 flex flex-wrap items-center gap-2">
          They could not be read.
          <Button size="sm" onClick={again}>
            Try again
          </Button>
        </span>
      );
    case "found":
      return null;
  }
}
