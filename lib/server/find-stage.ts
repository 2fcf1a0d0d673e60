import "server-only";
import { listRestApis } from "@/lib/aws/api-gateway";
import { listHttpApis } from "@/lib/aws/api-gateway-v2";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { Api, ApiStage } from "@/lib/model/api-gateway";
import { stagesOf } from "@/lib/server/load-apis";
import { NotFound } from "@/lib/server/not-found";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { quoteInput } from "@/lib/url/bad-parameter";

/**
 * The API among those of the region, and how many REST APIs share its name.
 * @throws NotFound, AwsFailure when it may be in a list that could not be read
 */
export async function findApi(view: ViewRequest, id: string): Promise<{ api: Api; namesakes: number }> {
  const [rest, http] = await Promise.all([
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
  ]);
  const api = [...(rest.value ?? []), ...(http.value ?? [])].find((one) => one.id === id);
  if (api) {
    const namesakes = (rest.value ?? []).filter((one) => one.name === api.name).length;
    return { api, namesakes: api.kind === "REST" ? namesakes : 1 };
  }
  const failure = [...rest.failures, ...http.failures][0];
  // It may be in the list that could not be read: not known is not the same as not there.
  if (failure) throw new AwsFailure(failure);
  throw new NotFound(
    `There is no API ${quoteInput(id)} in ${view.region}.`,
    "It may be in another region or account, or deleted. The overview lists all APIs.",
  );
}

/** @throws NotFound, AwsFailure */
export async function findStage(view: ViewRequest, api: Api, name: string): Promise<ApiStage> {
  const stages = await stagesOf(view, api);
  const stage = stages.find((one) => one.name === name);
  if (stage) return stage;
  const names = stages.map((one) => one.name).join(", ");
  throw new NotFound(
    `The API ${api.name} has no stage ${quoteInput(name)}.`,
    names === "" ? "It has no stages: deploy it first." : `Its stages: ${names}.`,
  );
}
