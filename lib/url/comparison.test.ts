import { expect, it } from "vitest";
import { parseReadLogs, readLogsSearch } from "@/lib/url/comparison";
import { parseDeployment } from "@/lib/url/deployment";

it("reads what the link wrote, and nothing else for a yes", () => {
  const search = readLogsSearch("alias.live-1");
  expect(parseReadLogs(search)).toBe(true);
  expect(parseDeployment(search)).toBe("alias.live-1");
  expect(parseReadLogs({})).toBe(false);
  expect(parseReadLogs({ coldStarts: "yes" })).toBe(false);
});
