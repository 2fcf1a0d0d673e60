import { withId } from "@/lib/deployments/deployment-id";
import { functionNameOf } from "@/lib/deployments/function-name-of";
import type { Deployment } from "@/lib/model/deployment";
import type { TrailCall, TrailEvent } from "@/lib/model/trail-event";

interface AliasState {
  readonly version: string | null;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * What calls to create or update an alias did to its traffic. A call says how the alias is from then on, not how it was:
 *
 *   live 41, {42: 0.1}    version 42 takes 10 %
 *   live 41, {}           after the above: version 42 is taken back. With nothing known before: all on version 41
 *   live 42, {}           all on version 42
 *   live 42, {41: 0.1}    after the first: version 42 takes 90 %, 41 10 %
 *
 * `events` in any order.
 */
export function aliasChanges(events: readonly TrailEvent[]): readonly Deployment[] {
  const states = new Map<string, AliasState>();
  return [...events]
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
    .flatMap((event): readonly Deployment[] => {
      const { call } = event;
      const name = functionNameOf(call?.functionName ?? null);
      if (!call || name === null || call.alias === null) return [];
      const key = `${name}:${call.alias}`;
      const before = states.get(key);
      states.set(key, after(before, call));
      return trafficOf(call, before).map(({ version, share }) =>
        withId({
          subject: { kind: "function", name },
          kind: "alias",
          atMs: event.atMs,
          source: "cloudtrail",
          version,
          alias: call.alias,
          share,
          by: event.by,
          description: call.description,
        }),
      );
    });
}

function after(before: AliasState | undefined, call: TrailCall): AliasState {
  return {
    version: call.aliasVersion ?? call.answeredAliasVersion ?? before?.version ?? null,
    weights: call.weights ? positive(call.weights) : (before?.weights ?? {}),
  };
}

function positive(weights: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(weights).filter(([, share]) => share > 0));
}

/** Which version gets which share from now on; none when only a description was changed. */
function trafficOf(
  { aliasVersion: asked, answeredAliasVersion: answered, weights }: TrailCall,
  before: AliasState | undefined,
): readonly { readonly version: string; readonly share: number | null }[] {
  if (asked === null && weights === null) return [];
  const version = asked ?? answered;
  const given = Object.entries(positive(weights ?? {}));
  const changed = given.filter(([version, share]) => before?.weights[version] !== share);
  if (given.length > 0) {
    const rest = given.reduce((left, [, share]) => left - share, 1);
    const isMoved = asked !== null && before?.version != null && asked !== before.version;
    return [
      ...(isMoved ? [{ version: asked, share: Number(rest.toFixed(6)) }] : []),
      ...changed.map(([one, share]) => ({ version: one, share })),
    ];
  }
  if (version === null || (weights === null && version === before?.version)) return [];
  if (version !== before?.version) return [{ version, share: null }];
  return Object.keys(before.weights).map((one) => ({ version: one, share: 0 }));
}
