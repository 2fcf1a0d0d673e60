import { notFound } from "@/lib/sandbox/api-gateway/find-api";
import { shortId } from "@/lib/sandbox/http/made-up-id";
import { mix, mixText } from "@/lib/sandbox/world/simulation/random";
import type { ApiDef, World } from "@/lib/sandbox/world/types";

/**
 * Usage plans and API keys, which the world does not know of: an API whose stage has a throttle is one for partners,
 * who send keys. Which request carried which key is a pure function of the request.
 */
export interface ApiKeyPlan {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly api: ApiDef;
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Requests per key and day. */
  readonly dailyQuota: number;
  readonly keys: readonly ApiKey[];
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly createdMs: number;
  /** Share of the API's requests, as parts of 100: `[from, to)`. */
  readonly part: readonly [from: number, to: number];
}

/** Daily quotas hold the traffic of their partners with room: nothing in the world is refused for a quota. */
const PLANS = [
  {
    name: "partners",
    description: "Partners under contract",
    quotaPerRate: 20_000,
    throttleShare: 1,
    keys: [
      { name: "nordwind-handel", enabled: true, part: [0, 55] },
      { name: "acme-retail", enabled: true, part: [55, 90] },
      { name: "old-importer", enabled: false, part: [0, 0] },
    ],
  },
  {
    name: "partners-trial",
    description: "Partners trying it out",
    quotaPerRate: 2_000,
    throttleShare: 0.5,
    keys: [{ name: "papier-kontor", enabled: true, part: [90, 100] }],
  },
] as const;

/** Whether callers of the API send an API key. */
export function needsApiKey(api: ApiDef): boolean {
  return api.kind === "REST" && api.throttle !== null;
}

export function plansOf(world: World): readonly ApiKeyPlan[] {
  const known = made.get(world) ?? makePlans(world);
  made.set(world, known);
  return known;
}

/** A line of an access log may ask for each request. */
const made = new WeakMap<World, readonly ApiKeyPlan[]>();

function makePlans(world: World): readonly ApiKeyPlan[] {
  return world.apis.filter(needsApiKey).flatMap((api) =>
    PLANS.map((plan) => {
      const { rateLimit = 0, burstLimit = 0 } = api.throttle ?? {};
      return {
        id: shortId(`${world.seed} plan ${api.id} ${plan.name}`, 6),
        name: plan.name,
        description: plan.description,
        api,
        throttle: {
          rateLimit: rateLimit * plan.throttleShare,
          burstLimit: Math.ceil(burstLimit * plan.throttleShare),
        },
        dailyQuota: rateLimit * plan.quotaPerRate,
        keys: plan.keys.map((key) => ({
          ...key,
          id: shortId(`${world.seed} key ${api.id} ${key.name}`, 10),
          value: shortId(`${world.seed} value ${api.id} ${key.name}`, 32),
          createdMs: api.createdMs,
        })),
      };
    }),
  );
}

/** Throws NotFoundException. */
export function findPlan(world: World, id: unknown): ApiKeyPlan {
  const plan = plansOf(world).find((candidate) => candidate.id === id);
  if (plan === undefined) throw notFound("Invalid Usage Plan identifier specified");
  return plan;
}

/** The key that a request of the API carried; undefined for an API that takes none. */
export function keyOf(world: World, api: ApiDef, requestIndex: number): ApiKey | undefined {
  if (!needsApiKey(api)) return undefined;
  return plansOf(world)
    .filter((plan) => plan.api.index === api.index)
    .flatMap(({ keys }) => keys)
    .find((key) => carries(world, requestIndex, key));
}

/** Whether the request carried this key. */
export function carries(world: World, requestIndex: number, { part: [from, to] }: ApiKey): boolean {
  const place = mix(mixText(world.seed, "api-key"), requestIndex) % 100;
  return place >= from && place < to;
}
