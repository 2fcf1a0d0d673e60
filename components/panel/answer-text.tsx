import { StatusIcon } from "@/components/ui/status";
import type { Answer } from "@/lib/model/views/overview";

/** The one-sentence answer of a section that is not the whole page. */
export function AnswerText({ answer, testId }: { readonly answer: Answer; readonly testId: string }) {
  return (
    <p data-testid={testId} className="flex items-start gap-2 border-line border-t px-4 py-3">
      <StatusIcon level={answer.health} className="mt-0.5" />
      <span className="min-w-0 break-words">{answer.sentence}</span>
    </p>
  );
}
