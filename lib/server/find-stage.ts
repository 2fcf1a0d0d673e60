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
  const lists = [optional(listRestApis(view.scope)), optional(listHttpApis(view.scope))] as const;
  const found = lists.map(async (list) => {
    const { value } = await list;
    const api = value?.find((one) => one.id === id);
    return api ? { api, namesakes: namesakesOf(api, value ?? []) } : null;
  });
  // The list that has it is enough: the other one may take its time.
  const first = (await Promise.race(found)) ?? (await Promise.all(found)).find((one) => one !== null);
  if (first) return first;
  const failure = (await Promise.all(lists)).flatMap(({ failures }) => failures)[0];
  // It may be in the list that could not be read: not known is not the same as not there.
  if (failure) throw new AwsFailure(failure);
  throw new NotFound(
    `There is no API ${quoteInput(id)} in ${view.region}.`,
    "It may be in another region or account, or deleted. The overview lists all APIs.",
  );
}

/** CloudWatch tells REST APIs apart by name, HTTP APIs by id. */
function namesakesOf(api: Api, listed: readonly Api[]): number {
  return api.kind === "REST" ? listed.filter((one) => one.name === api.name).length : 1;
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
