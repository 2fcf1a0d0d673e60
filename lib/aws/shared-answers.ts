import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { AwsService } from "@/lib/aws/aws-service";
import type { CallScope } from "@/lib/aws/call-scope";
import { callerOf, readersOf } from "@/lib/aws/caller";
import { type FailureForm, SharedAnswers } from "@/lib/cache/shared-answers";
import { sharedStore } from "@/lib/cache/shared-store";
import { environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";
import { type FailureKind, failureSchema } from "@/lib/model/failure";

export interface SharedAccess {
  readonly answers: SharedAnswers;
  readonly namespace: string;
}

/** null: these answers stay in this process. */
export function sharedAccess({ account }: CallScope, service: AwsService): SharedAccess | null {
  // Who we are is what decides on sharing.
  if (service === "sts" || (service === "logs" && !environment().redisLogs)) return null;
  const store = sharedStore();
  const caller = callerOf(account);
  const namespace = caller === null ? null : readersOf(account, caller);
  if (store === null || namespace === null) return null;
  const answers = processWide("shared answers", () => new SharedAnswers(store, failureForm));
  return { answers, namespace };
}

/** What AWS answers to everyone with these rights. Missing credentials or a broken network are an instance's own. */
const commonKinds: ReadonlySet<FailureKind> = new Set(["throttled", "denied", "not-found", "invalid"]);

const failureForm: FailureForm = {
  write: (error) =>
    error instanceof AwsFailure && commonKinds.has(error.failure.kind) ? error.failure : undefined,
  read: (written) => {
    const { data } = failureSchema.safeParse(written);
    return data === undefined ? undefined : new AwsFailure(data);
  },
};
