import "server-only";
import type { Event } from "@aws-sdk/client-cloudtrail";
import { z } from "zod";
import { instantOf, textOf } from "@/lib/aws/wire";
import type { StagePatch, TrailCall, TrailEvent } from "@/lib/model/trail-event";

/** A field of another type than expected counts as absent: records differ by service and over the years. */
const text = z.string().min(1).nullish().catch(null);
const number = z.coerce.number().finite().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

const canary = z.object({ percentTraffic: number, deploymentId: text }).nullish().catch(null);

const patch = z.object({ op: text, path: text, value: text, from: text });

/** Fields that are not named here never leave this file: a record holds all that the caller sent. */
const request = z.object({
  functionName: text,
  dryRun: flag,
  publish: flag,
  description: text,
  name: text,
  functionVersion: text,
  routingConfig: z
    .object({ additionalVersionWeights: z.record(z.string(), z.number()).nullish().catch(null) })
    .nullish()
    .catch(null),
  restApiId: text,
  apiId: text,
  stageName: text,
  deploymentId: text,
  createDeploymentInput: z
    .object({ stageName: text, description: text, canarySettings: canary })
    .nullish()
    .catch(null),
  createStageInput: z
    .object({ stageName: text, deploymentId: text, canarySettings: canary })
    .nullish()
    .catch(null),
  updateStageInput: z
    .object({
      patchOperations: z.array(patch).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

const response = z.object({
  version: text,
  name: text,
  functionVersion: text,
  id: text,
  deploymentId: text,
  stageName: text,
});

const record = z.object({
  errorCode: text,
  userIdentity: z.object({ userName: text, invokedBy: text, arn: text }).nullish().catch(null),
  requestParameters: request.nullish().catch(null),
  responseElements: response.nullish().catch(null),
});

/** `UpdateFunctionCode20150331v2` → `UpdateFunctionCode`. [D logging-using-cloudtrail] */
const API_DATE = /\d{8}(v\d+)?$/;

/** null: an event without id, name or time. */
export function trailEventOf(wire: Event): TrailEvent | null {
  const atMs = instantOf(wire.EventTime);
  const { EventId: id, EventName: name } = wire;
  if (id === undefined || name === undefined || atMs === null) return null;
  const told = recordOf(wire.CloudTrailEvent);
  const plain = name.replace(API_DATE, "");
  return {
    id,
    name: plain,
    atMs,
    by: textOf(wire.Username) ?? told?.userIdentity?.userName ?? told?.userIdentity?.invokedBy ?? null,
    failed: (told?.errorCode ?? null) !== null,
    call: told && callOf(told, plain),
  };
}

function recordOf(json: string | undefined): z.infer<typeof record> | null {
  if (json === undefined) return null;
  try {
    return record.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** REST calls carry their settings in an input of their own, those of HTTP APIs stand beside the id. */
function callOf({ requestParameters, responseElements }: z.infer<typeof record>, name: string): TrailCall {
  const asked = requestParameters ?? {};
  const answered = responseElements ?? {};
  const input = asked.createDeploymentInput ?? asked.createStageInput;
  const percent = input?.canarySettings?.percentTraffic ?? null;
  const ofStage = asked.createStageInput?.deploymentId ?? asked.deploymentId ?? null;
  // A stage answers with the deployment that it has, whatever setting was changed.
  const made = name === "UpdateStage" ? null : (answered.deploymentId ?? answered.id ?? null);
  return {
    functionName: asked.functionName ?? null,
    dryRun: asked.dryRun === true,
    publish: asked.publish === true,
    answeredVersion: answered.version ?? null,
    alias: asked.name ?? null,
    aliasVersion: asked.functionVersion ?? null,
    answeredAliasVersion: answered.functionVersion ?? null,
    weights: asked.routingConfig ? (asked.routingConfig.additionalVersionWeights ?? {}) : null,
    restApiId: asked.restApiId ?? null,
    httpApiId: asked.apiId ?? null,
    stage: asked.stageName ?? input?.stageName ?? answered.stageName ?? null,
    deploymentId: ofStage ?? made,
    canaryShare: percent === null ? null : percent / 100,
    patches: (asked.updateStageInput?.patchOperations ?? []).flatMap(patchOf),
    description: asked.description ?? asked.createDeploymentInput?.description ?? null,
  };
}

function patchOf({ op, path, value, from }: z.infer<typeof patch>): StagePatch[] {
  if (!path) return [];
  return [{ op: op ?? "replace", path, value: value ?? null, from: from ?? null }];
}
