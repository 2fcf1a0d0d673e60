import { failurePhrase } from "@/components/panel/failure-phrase";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusIcon } from "@/components/ui/status";
import type { Panel } from "@/lib/model/panel";
import type { Answer } from "@/lib/model/views/overview";

/** The page's answer in one sentence. When it cannot be told, that is said. */
export function AnswerLine({ panel }: { readonly panel: Panel<Answer> }) {
  const answer: Answer =
    panel.state === "ok" || panel.state === "partial"
      ? panel.data
      : {
          health: "unknown",
          sentence:
            panel.state === "empty"
              ? panel.reason
              : `Cannot tell: ${panel.failure.operation} ${failurePhrase(panel.failure.kind)}. ${panel.failure.nextStep}`,
        };
  return (
    <p data-testid="answer" className="flex min-h-6 items-start gap-2 text-md">
      <StatusIcon level={answer.health} className="mt-0.5" />
      <span className="min-w-0 break-words">{answer.sentence}</span>
    </p>
  );
}

export function AnswerSkeleton() {
  return (
    <div role="status" aria-label="Finding the answer" className="flex h-6 items-center gap-2">
      <Skeleton className="size-4 rounded-full" />
      <Skeleton className="h-4 w-96 max-w-[70%]" />
    </div>
  );
}
