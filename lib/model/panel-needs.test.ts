import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { operationIds } from "@/lib/model/aws-operations";
import { panelNeeds } from "@/lib/model/panel-needs";

describe("panelNeeds", () => {
  it("is about pages that there are", () => {
    for (const { path } of panelNeeds) {
      const file = fileURLToPath(new URL(`../../app${path === "/" ? "" : path}/page.tsx`, import.meta.url));
      expect(existsSync(file), path).toBe(true);
    }
  });

  it("names each panel once, and no operation twice in it", () => {
    const names = panelNeeds.map(({ path, panel }) => `${path} ${panel}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { needs, uses } of panelNeeds) {
      const all = [...needs, ...uses];
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it("has a place for every operation", () => {
    const asked = new Set<string>(panelNeeds.flatMap(({ needs, uses }) => [...needs, ...uses]));
    expect(operationIds.filter((id) => !asked.has(id))).toEqual([]);
  });
});
