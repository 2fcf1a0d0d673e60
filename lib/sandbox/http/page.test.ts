import fc from "fast-check";
import { expect, it } from "vitest";
import { pageOf } from "@/lib/sandbox/http/page";

it("loses and doubles nothing, whatever the page size", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (items, size) => {
      const seen: number[] = [];
      let token: string | undefined;
      do {
        const page = pageOf(items, token, size, "list");
        seen.push(...(page?.items ?? []));
        token = page?.token;
      } while (token !== undefined);
      expect(seen).toEqual(items);
    }),
  );
});

it("knows its own tokens only", () => {
  const token = pageOf([1, 2, 3], undefined, 1, "a")?.token;
  expect(pageOf([1, 2, 3], token, 1, "a")?.items).toEqual([2]);
  expect(pageOf([1, 2, 3], token, 1, "b")).toBeNull();
  expect(pageOf([], token, 1, "a")).toBeNull();
  expect(pageOf([1], "", 1, "a")).toBeNull();
});
