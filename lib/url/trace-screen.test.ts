import fc from "fast-check";
import { expect, it } from "vitest";
import { parseTraceScreen, traceViews, wholeScreen, writeTraceScreen } from "@/lib/url/trace-screen";

const read = (search: URLSearchParams) => parseTraceScreen(Object.fromEntries(search));

it("is read as it was written, and leaves other parameters alone", () => {
  const screens = fc.record({
    view: fc.constantFrom(...traceViews),
    zoom: fc.constantFrom(null, "0-12.5", "120.5-300"),
    span: fc.constantFrom(null, "0c544c1b1bbff948"),
    level: fc.option(fc.nat(999)),
    find: fc.constantFrom("", "fault", "GET /orders 502"),
  });
  fc.assert(
    fc.property(screens, (screen) => {
      const search = writeTraceScreen(new URLSearchParams("from=now-1h&zoom=1-2&level=3"), screen);
      expect(read(search)).toEqual(screen);
      expect(search.get("from")).toBe("now-1h");
    }),
  );
});

it("shows the whole of it where the address says nothing, or nothing that can be read", () => {
  expect(read(new URLSearchParams())).toEqual(wholeScreen);
  expect(read(new URLSearchParams("view=pie&zoom=b-a&level=-1"))).toEqual(wholeScreen);
  expect(parseTraceScreen({ find: "x".repeat(501), span: ["a", "b"] })).toEqual(wholeScreen);
});
