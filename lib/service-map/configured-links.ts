import type { ApiKind, ApiRoute } from "@/lib/model/api-gateway";
import {
  functionIdentity,
  type NodeIdentity,
  resourceIdentity,
  stageIdentity,
} from "@/lib/service-map/node-identity";

/** Origin of the hop to where events go that no attempt could handle. */
export const deadLetter = "dead-letter target";

/** What the configuration says of one stage. */
export interface ConfiguredStage {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly kind: ApiKind;
  readonly routes: readonly ApiRoute[];
}

export interface Configuration {
  readonly stages: readonly ConfiguredStage[];
  readonly functions: readonly {
    readonly name: string;
    /** Where events go that no attempt could handle. */
    readonly deadLetterArn: string | null;
  }[];
  readonly eventSources: readonly {
    readonly arn: string;
    readonly functionName: string;
    readonly state: string;
  }[];
}

/** A hop that exists by configuration, whether or not anything took it. */
export interface ConfiguredLink {
  readonly from: NodeIdentity;
  readonly to: NodeIdentity;
  readonly asynchronous: boolean;
  readonly origins: readonly string[];
}

/** API integrations and authorizers → functions, event sources → functions, functions → dead-letter targets. */
export function configuredLinks(
  { stages, functions, eventSources }: Configuration,
  ownAccount: string | null,
): readonly ConfiguredLink[] {
  return [
    ...stages.flatMap(integrationLinks),
    ...eventSources.flatMap(({ arn, functionName, state }): ConfiguredLink[] => {
      const from = resourceIdentity(arn, ownAccount);
      if (!from) return [];
      const origin = state === "Enabled" ? "event source" : `event source (${state.toLowerCase()})`;
      return [{ from, to: functionIdentity(functionName), asynchronous: true, origins: [origin] }];
    }),
    ...functions.flatMap(({ name, deadLetterArn }): ConfiguredLink[] => {
      const to = deadLetterArn === null ? null : resourceIdentity(deadLetterArn, ownAccount);
      if (!to) return [];
      return [{ from: functionIdentity(name), to, asynchronous: true, origins: [deadLetter] }];
    }),
  ];
}

function integrationLinks(stage: ConfiguredStage): ConfiguredLink[] {
  const byFunction = new Map<string, string[]>();
  for (const route of stage.routes) {
    if (route.functionName === null) continue;
    const origin = `${route.method} ${route.path}`;
    byFunction.set(route.functionName, [...(byFunction.get(route.functionName) ?? []), origin]);
  }
  return [...byFunction].map(([functionName, origins]) => ({
    from: stageIdentity(stage),
    to: functionIdentity(functionName),
    asynchronous: false,
    origins: [...new Set(origins)],
  }));
}
