import type { Chance } from "@/lib/tools/fuzz/chance";
import type { Route } from "@/lib/tools/fuzz/discover-routes";
import { hostileSegment, hostileValue } from "@/lib/tools/fuzz/hostile-values";
import { oddHeaders } from "@/lib/tools/fuzz/odd-headers";
import { neededBy, parametersOf } from "@/lib/tools/fuzz/route-parameters";
import {
  commonParameters,
  type Known,
  strangeParameters,
  validSegment,
  validValues,
} from "@/lib/tools/fuzz/valid-values";

export interface FuzzRequest {
  readonly route: Route;
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * Half of all requests mean something, or would but for one thing: those get further than nonsense does.
 * @param hostilities shares of what is asked that mean harm, one of which each request has
 */
export function makeRequest(
  routes: readonly Route[],
  known: Known,
  chance: Chance,
  hostilities: readonly [number, ...number[]] = [0, 0.15, 0.5, 0.9],
): FuzzRequest {
  const route = chance.pickAny(routes);
  if (route === undefined) throw new Error("The app has no routes.");
  const hostility = chance.pick(hostilities);
  const method = chance.happens(0.06)
    ? chance.pick(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
    : "GET";
  const query = queryOf(route, known, chance, hostility);
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(chance);
  return {
    route,
    method,
    target: `${pathOf(route, known, chance, hostility)}${query === "" ? "" : `?${query}`}`,
    headers: { ...oddHeaders(route, chance, hostility), ...(body?.headers ?? {}) },
    body: body?.text ?? null,
  };
}

function pathOf({ pattern }: Route, known: Known, chance: Chance, hostility: number): string {
  const path = pattern.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, place: string) =>
    chance.happens(hostility * 0.6)
      ? hostileSegment(chance)
      : encodeURIComponent(validSegment(place, pattern, known, chance)),
  );
  if (!chance.happens(hostility * 0.08)) return path;
  return chance.pick([
    `${path}/`,
    `/${path}`,
    `${path}//`,
    `${path}/${hostileSegment(chance)}`,
    `${path}/%2e%2e/%2e%2e/etc/passwd`,
    `${path};jsessionid=1`,
    `${path}.json`,
    `${path}${"/a".repeat(500)}`,
    `${path}/${"x".repeat(8_000)}`,
    path.toUpperCase(),
    `${path}%00`,
    `/_next/data/x${path}.json`,
    `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`,
  ]);
}

function queryOf({ pattern }: Route, known: Known, chance: Chance, hostility: number): string {
  const own = parametersOf(pattern);
  const names = neededBy(pattern).filter(() => !chance.happens(hostility * 0.2));
  for (const name of commonParameters) if (chance.happens(0.55)) names.push(name);
  for (const name of own) if (chance.happens(2.5 / own.length)) names.push(name);
  if (chance.happens(0.15)) names.push(chance.pickAny(Object.keys(validValues)) ?? "");
  if (chance.happens(hostility * 0.25)) names.push(chance.pick(strangeParameters));
  return names.flatMap((name) => parameter(name, known, chance, hostility)).join("&");
}

/** Mostly one; sometimes none, sometimes repeated, sometimes without a value. */
function parameter(name: string, known: Known, chance: Chance, hostility: number): string[] {
  const key = /^[\w%[\].]*$/.test(name) ? name : encodeURIComponent(name);
  const one = () => {
    const make = Object.hasOwn(validValues, name) ? validValues[name] : undefined;
    const value =
      make === undefined || chance.happens(hostility * 0.7)
        ? hostileValue(chance)
        : encodeURIComponent(make(known, chance));
    return `${key}=${value}`;
  };
  if (chance.happens(hostility * 0.06)) return [one(), one()];
  if (chance.happens(hostility * 0.04)) return [key];
  if (chance.happens(hostility * 0.01)) return Array.from({ length: 300 }, () => `${key}=1`);
  return [one()];
}

function bodyOf(chance: Chance): {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
} {
  const [type, text] = chance.pick<readonly [string, string]>([
    ["application/json", '{"__proto__":{"polluted":1}}'],
    ["application/json", "{"],
    ["application/x-www-form-urlencoded", "a=1&$ACTION_ID_00=1"],
    [
      "multipart/form-data; boundary=fuzz",
      "--fuzz\r\nContent-Disposition: form-data; name=$ACTION_REF_1\r\n\r\n",
    ],
    ["multipart/form-data", "no boundary"],
    ["text/plain;charset=UTF-8", "[]"],
    ["text/x-component", "0:{}"],
    ["", "\u0000".repeat(1_000)],
    ["application/octet-stream", "x".repeat(20_000)],
  ]);
  return { headers: { "content-type": type }, text };
}
