import { readdir } from "node:fs/promises";
import { root } from "@/lib/tools/root.mjs";

/** One address of the app, as its folder spells it: `/functions/[name]`. */
export interface Route {
  readonly pattern: string;
  /** `page` answers HTML, `json` is a route handler. */
  readonly kind: "page" | "json";
}

/** Every page and route handler under `app/`: what is added there is asked too, without a list to forget it in. */
export async function discoverRoutes(folder = `${root}app`): Promise<readonly Route[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .flatMap((file): Route[] => {
      const parts = file.replaceAll("\\", "/").split("/");
      const name = parts.pop() ?? "";
      // A group such as (shop) is no part of the address.
      const pattern = `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join("/")}`;
      if (name === "page.tsx") return [{ pattern, kind: "page" }];
      return name === "route.ts" ? [{ pattern, kind: "json" }] : [];
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

/** Names of the parts that stand for something: `[id]` and `[stage]` of `/apis/[id]/[stage]`. */
export function placesOf({ pattern }: Route): readonly string[] {
  return [...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].flatMap(([, name]) => name ?? []);
}
