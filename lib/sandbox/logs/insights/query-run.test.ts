import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "@/lib/sandbox/logs/insights/query-parser";
import { QueryRun, type ResultField } from "@/lib/sandbox/logs/insights/query-run";
import type { QueryEvent } from "@/lib/sandbox/logs/insights/row";

const T0 = Date.UTC(2026, 10, 20, 23, 0, 0);
const ID_A = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const ID_B = "276f0000-559f-43f3-b278-b71dd7dd0e02";

/** `+seconds text` per line; `⇥` is a TAB. */
function transcript(text: string): QueryEvent[] {
  return text
    .trim()
    .split("\n")
    .map((line, i) => {
      const [, seconds = "0", message = ""] = /^\s*\+(\d+) (.*)$/.exec(line) ?? [];
      const timestamp = T0 + Number(seconds) * 1000;
      return {
        timestamp,
        ingestionTime: timestamp + 500,
        message: message.replaceAll("⇥", "\t"),
        logStream: "2026/11/20/[$LATEST]aa",
        log: "210987654321:/aws/lambda/f",
        ptr: `ptr${i}`,
        lambda: true,
      };
    });
}

const TEXT = transcript(`
  +0 START RequestId: ${ID_A} Version: $LATEST
  +1 2026-11-20T23:00:01.000Z⇥${ID_A}⇥INFO⇥order 17 took 40 ms for user 5
  +2 REPORT RequestId: ${ID_A}⇥Duration: 12.50 ms⇥Billed Duration: 437 ms⇥Memory Size: 128 MB⇥Max Memory Used: 95 MB⇥Init Duration: 423.98 ms⇥
  +300 START RequestId: ${ID_B} Version: $LATEST
  +301 2026-11-20T23:05:01.000Z⇥${ID_B}⇥ERROR⇥order 18 took 60 ms for user 6
  +302 REPORT RequestId: ${ID_B}⇥Duration: 37.50 ms⇥Billed Duration: 38 ms⇥Memory Size: 128 MB⇥Max Memory Used: 99 MB⇥
`);

const JSON_LINES = transcript(`
  +0 {"level":"INFO","order":{"total":5.5,"items":[{"sku":"a"}]},"route":"/pay","cold_start":true}
  +10 {"level":"ERROR","order":{"total":7},"route":"/pay","@weird":1}
  +20 {"level":"INFO","order":{"total":1},"route":"/cart","a.b":"dotted"}
  +30 not json
`);

function run(query: string, events: readonly QueryEvent[]): ResultField[][] {
  const running = new QueryRun(parseQuery(query));
  for (const event of events) running.push(event);
  return running.results();
}

/** Rows as `field=value` texts. */
function table(query: string, events: readonly QueryEvent[]): string[] {
  return run(query, events).map((row) =>
    row
      .filter(({ field }) => field !== "@ptr")
      .map(({ field, value }) => `${field}=${value}`)
      .join(" "),
  );
}

describe("rows", () => {
  it("come newest first with time, message and pointer when nothing else is asked", () => {
    const [first] = run("limit 1", TEXT);
    expect(first?.map(({ field }) => field)).toEqual(["@timestamp", "@message", "@ptr"]);
    expect(first?.[0]?.value).toBe("2026-11-20 23:05:02.000");
  });

  it("have Lambda's own fields, memory with 1 MB = 1,000,000", () => {
    expect(
      table(
        "fields @type, @requestId, @duration, @billedDuration, @initDuration, @memorySize | filter @type = 'REPORT' | sort @timestamp",
        TEXT,
      ),
    ).toEqual([
      `@type=REPORT @requestId=${ID_A} @duration=12.5 @billedDuration=437 @initDuration=423.98 @memorySize=1.28E8`,
      `@type=REPORT @requestId=${ID_B} @duration=37.5 @billedDuration=38 @memorySize=1.28E8`,
    ]);
  });

  it("have JSON members by dotted path, also where a line only holds JSON", () => {
    expect(
      table(
        "fields order.total, order.items.0.sku, cold_start | sort order.total desc | limit 2",
        JSON_LINES,
      ),
    ).toEqual(["order.total=7", "order.total=5.5 order.items.0.sku=a cold_start=1"]);
    expect(
      table(
        "fields `a.b`, @@weird | filter ispresent(a.b) or ispresent(@@weird) | sort @timestamp",
        JSON_LINES,
      ),
    ).toEqual(["@@weird=1", "a.b=dotted"]);
    const embedded = transcript('+0 2026Z⇥id⇥INFO⇥saved {"n":{"m":3}} and {"n":4}');
    expect(table("fields n.m", embedded)).toEqual(["n.m=3"]);
  });
});

describe("filter", () => {
  it.each([
    ["@message like 'order 17'", 1],
    ["@message like /order 1[78]/", 2],
    ["@message =~ /(?i)ORDER 17/", 1],
    ["@message not like /order/", 4],
    ["@type in ['START', 'REPORT']", 4],
    ["@type not in ['START', 'REPORT']", 2],
    ["@duration > 20", 1],
    ["@duration >= 12.5 and @duration <= 37.5", 2],
    ["not ispresent(@duration)", 4],
    ["ispresent(@initDuration) or @message like 'ERROR'", 2],
    ["strcontains(@message, 'user 5')", 1],
    ["isblank(nothing)", 6],
    [`@requestId = "${ID_A}"`, 3],
    ["@duration * 2 = 25", 1],
    ["strlen(@type) = 5 and tolower(@type) = 'start'", 2],
    ["coalesce(@initDuration, @duration, 0) > 400", 1],
  ])("%s keeps %i", (condition, count) => {
    expect(run(`filter ${condition}`, TEXT)).toHaveLength(count);
  });
});

describe("parse", () => {
  it("takes texts by glob and by named groups", () => {
    expect(
      table(
        'parse @message "order * took * ms" as order, took | filter ispresent(order) | display order, took',
        TEXT,
      ),
    ).toEqual(["order=18 took=60", "order=17 took=40"]);
    expect(table("parse @message /user (?<user>\\d+)/ | filter user > 5 | display user", TEXT)).toEqual([
      "user=6",
    ]);
  });

  it("gives a closing * the rest of the line", () => {
    expect(table('parse "took * ms *" as took, rest | filter took = 40 | display rest', TEXT)).toEqual([
      "rest=for user 5",
    ]);
  });
});

describe("stats", () => {
  it("computes aggregates and arithmetic over them", () => {
    expect(
      table(
        "stats count(*) as n, sum(@duration) as s, avg(@duration), max(@duration) / min(@duration) as ratio, pct(@duration, 50) as p50, count_distinct(@requestId) as ids",
        TEXT,
      ),
    ).toEqual(["n=6 s=50 avg(@duration)=25 ratio=3 p50=12.5 ids=2"]);
  });

  it("groups by time and by fields, the key first", () => {
    expect(table("stats count(*) as n by bin(5m)", TEXT)).toEqual([
      "bin(5m)=2026-11-20 23:00:00.000 n=3",
      "bin(5m)=2026-11-20 23:05:00.000 n=3",
    ]);
    expect(table("stats sum(order.total) as total by route | sort total desc", JSON_LINES)).toEqual([
      "route=/pay total=12.5",
      "route=/cart total=1",
      "",
    ]);
  });

  it("answers one row over nothing, and no row by key over nothing", () => {
    expect(table("stats count(*) as n, avg(x) as a", [])).toEqual(["n=0"]);
    expect(table("stats count(*) by x", [])).toEqual([]);
  });

  it("feeds commands after it", () => {
    expect(table("stats count(*) as n by level | filter n > 1 | fields n * 10 as tens", JSON_LINES)).toEqual([
      "level=INFO n=2 tens=20",
    ]);
    expect(table("stats latest(level) as last, earliest(level) as first", JSON_LINES)).toEqual([
      "last=INFO first=INFO",
    ]);
    expect(table("stats min(@timestamp) as t", JSON_LINES)).toEqual([`t=${T0}`]);
  });
});

describe("dedup, sort, limit", () => {
  it("keeps the newest of each value", () => {
    expect(table("fields level, route | filter ispresent(level) | dedup level", JSON_LINES)).toEqual([
      "level=INFO route=/cart",
      "level=ERROR route=/pay",
    ]);
    expect(
      table("fields route | filter ispresent(level) | sort order.total desc | dedup level", JSON_LINES),
    ).toEqual(["route=/pay", "route=/pay"]);
  });

  it("does not depend on the order in which events arrive", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...TEXT], { minLength: TEXT.length }), (shuffled) => {
        for (const query of ["sort @timestamp asc | limit 3", "fields @message | limit 2", "dedup @type"]) {
          expect(run(query, shuffled)).toEqual(run(query, TEXT));
        }
      }),
    );
  });
});

it("leaves out comments", () => {
  expect(table("# how many\nstats count(*) as n # all\n", TEXT)).toEqual(["n=6"]);
});

describe("malformed queries", () => {
  it.each([
    ["", 0],
    ["fieldz @message", 0],
    ["fields @message | filter", 24],
    ["filter @message like", 20],
    ["stats nosuch(x)", 6],
    ["fields 'open", 7],
    ["filter a = (1", 13],
    ["limit 0", 6],
    ["parse @message '* *' as a", 15],
    ["fields avg(x)", 7],
    ["stats pct(x)", 6],
    ["fields a b", 9],
  ])("%s fails at %i", (query, at) => {
    const run = (): unknown => new QueryRun(parseQuery(query));
    expect(run).toThrow(expect.objectContaining({ code: "MalformedQueryException" }));
    expect(run).toThrow(
      expect.objectContaining({
        members: expect.objectContaining({
          queryCompileError: expect.objectContaining({
            location: expect.objectContaining({ startCharOffset: at }),
          }),
        }),
      }),
    );
  });
});
