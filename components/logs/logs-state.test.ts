import { expect, it } from "vitest";
import { parseLogsState, writeLogsState } from "@/components/logs/logs-state";
import { BadParameter } from "@/lib/url/bad-parameter";

it("writes what it reads and keeps what is not its own", () => {
  const address =
    "from=now-1h&region=eu-west-1&src=fn%3Aorders-api&view=lines&q=re%3A%2Fa%2B%2Fi&status=error&order=newest&brush=1768478400000-1768478460000&read=lines&queries=counts%3A12ab";
  const search = new URLSearchParams(address);
  const state = parseLogsState(Object.fromEntries(search));
  expect(state).toMatchObject({ view: "lines", order: "newest", brush: { fromMs: 1_768_478_400_000 } });
  const written = writeLogsState(search, state);
  written.sort();
  search.sort();
  expect(written.toString()).toBe(search.toString());
});

it("refuses an order, a brush or a way to read that is none", () => {
  expect(() => parseLogsState({ order: "sideways" })).toThrow(BadParameter);
  expect(() => parseLogsState({ brush: "1768478460000-1768478400000" })).toThrow(BadParameter);
  expect(() => parseLogsState({ brush: "now" })).toThrow(BadParameter);
  expect(() => parseLogsState({ read: "all" })).toThrow(BadParameter);
});
