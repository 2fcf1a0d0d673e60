"use client";

import { useColdStartReading } from "@/components/cold-starts/cold-starts-provider";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { coldStartAnswer } from "@/lib/cold-starts/show/answer";
import type { Answer } from "@/lib/model/views/overview";

/** The page's one sentence, as soon as it can be told. */
export function ColdStartAnswer() {
  const { state } = useColdStartReading();
  switch (state.phase) {
    case "asking":
    case "reading":
      return <AnswerSkeleton />;
    case "failed":
      return <Line answer={{ health: "unknown", sentence: `Cannot tell: ${state.message}` }} />;
    case "offered":
    case "found":
      return <Line answer={coldStartAnswer(state.told)} />;
  }
}

function Line({ answer }: { readonly answer: Answer }) {
  return <AnswerLine panel={{ state: "ok", data: answer }} />;
}
