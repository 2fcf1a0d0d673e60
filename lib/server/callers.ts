import "server-only";
import { getRestRoutes } from "@/lib/aws/api-gateway";
import { getHttpRoutes } from "@/lib/aws/api-gateway-v2";
import { getReservedConcurrency } from "@/lib/aws/lambda";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { Failure } from "@/lib/model/failure";
import type { Callers } from "@/lib/model/views/callers";
import { loadStages, stagesOf } from "@/lib/server/load-apis";
import { metaOf } from "@/lib/server/meta";
import { optional } from "@/lib/server/panel-of";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { sourceKey } from "@/lib/url/log-sources";
import { stageSources } from "@/lib/url/logs-path";
import type { RawSearch } from "@/lib/url/search";

/**
 * Which stages have a route to a function. A call that Lambda throttles never runs, so the function's own logs know
 * nothing of it; the stage's logs do.
 * @throws BadParameter, AccountTrouble
 */
export async function loadCallers(name: string, search: RawSearch, signal: AbortSignal): Promise<Callers> {
  const view = await openView(search, signal);
  const [{ subjects, failures }, reserved] = await Promise.all([
    loadStages(view),
    optional(getReservedConcurrency(view.scope, name)),
  ]);
  const asked = await Promise.all(subjects.map((subject) => routesTo(view, subject, name)));
  const missing = [...failures, ...reserved.failures, ...asked.flatMap((one) => one.failures)];
  return {
    meta: metaOf(view, {
      callers:
        missing.length === 0
          ? { state: "ok", data: null }
          : { state: "partial", data: null, failures: missing },
    }),
    stages: asked.flatMap(({ subject, routes }) =>
      routes.length === 0
        ? []
        : [
            {
              ...subject,
              routes: [...routes],
              sources: stageSources(subject.id, subject.stage, subject.kind).map(sourceKey),
            },
          ],
    ),
    reservedConcurrency: reserved.value,
  };
}

async function routesTo(
  view: ViewRequest,
  subject: StageSubject,
  name: string,
): Promise<{ subject: StageSubject; routes: readonly string[]; failures: readonly Failure[] }> {
  // Integrations may name the function by a stage variable.
  const stages = await optional(stagesOf(view, subject));
  const variables = stages.value?.find((stage) => stage.name === subject.stage)?.variables ?? {};
  const routes = await optional(
    subject.kind === "REST"
      ? getRestRoutes(view.scope, subject.id, variables)
      : getHttpRoutes(view.scope, subject.id, variables),
  );
  return {
    subject,
    routes: (routes.value ?? []).flatMap((route) =>
      route.functionName === name ? [`${route.method} ${route.path}`] : [],
    ),
    failures: [...stages.failures, ...routes.failures],
  };
}
