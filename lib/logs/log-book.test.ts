import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { createLogBook, type LogBook } from "@/lib/logs/log-book";
import type { LogEvent } from "@/lib/model/log";
import { readTranscript, tell } from "@/lib/testing/log-transcript";

const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";
const C = "cccccccc-0000-4000-8000-000000000003";

function bookOf(...transcripts: string[]): LogBook {
  const book = createLogBook([]);
  for (const transcript of transcripts) book.add(readTranscript(transcript), "fn:orders");
  return book;
}

/** The one invocation of a transcript. */
function onlyInvocation(book: LogBook) {
  const [invocation] = new InvocationReader(book).all();
  if (invocation === undefined) throw new Error("no invocation");
  return invocation;
}

describe("one stream", () => {
  it("gives lines to the invocation between whose START and REPORT they stand, init before and the rest behind", () => {
    const book = bookOf(`
      s1 0   INIT_START Runtime Version: nodejs:22.v50
      s1 5   loading
      s1 10  START RequestId: ${A} Version: $LATEST
      s1 11  hello
      s1 20  END RequestId: ${A}
      s1 20  REPORT RequestId: ${A}	Duration: 10.00 ms
      s1 21  flushed late
      s1 30  START RequestId: ${B} Version: $LATEST
      s1 31  world
    `);
    expect(tell(book)).toEqual([
      "0 init-start a1 inferred",
      "5 app a1 inferred",
      "10 start a1 exact",
      "11 app a1 inferred",
      "20 end a1 exact",
      "20 report a1 exact",
      "21 app a1 inferred",
      "30 start b1 exact",
      "31 app b1 inferred",
    ]);
  });

  it("puts START, END and REPORT of one millisecond in order, whatever order they come in", () => {
    const book = bookOf(`
      s1 10  REPORT RequestId: ${A}	Duration: 0.40 ms
      s1 10  END RequestId: ${A}
      s1 10  quick
      s1 10  START RequestId: ${A} Version: 3
    `);
    expect(tell(book).map((line) => line.split(" ")[1])).toEqual(["start", "app", "end", "report"]);
  });

  it("ends one invocation before it begins the next where both share a millisecond", () => {
    const book = bookOf(`
      s1 5   START RequestId: ${A} Version: 3
      s1 10  START RequestId: ${B} Version: 3
      s1 10  END RequestId: ${A}
      s1 10  REPORT RequestId: ${A}	Duration: 5.00 ms
      s1 11  whose is it
    `);
    expect(tell(book)).toEqual([
      "5 start a1 exact",
      "10 end a1 exact",
      "10 report a1 exact",
      "10 start b1 exact",
      "11 app b1 inferred",
    ]);
  });

  it("does not take a UUID in a message for a request id", () => {
    const book = bookOf(`
      s1 10  START RequestId: ${A} Version: 3
      s1 11  looking for order ${B}
      s1 12  ${B} was not found
      s1 13  {"order":"${B}","message":"requestId ${C}","payload":{"requestId":"${C}"}}
    `);
    expect(tell(book).slice(1)).toEqual(["11 app a1 inferred", "12 app a1 inferred", "13 app a1 inferred"]);
    expect(book.invocations()).toHaveLength(1);
  });

  it("leaves a line with an id of somebody else to the running invocation", () => {
    const book = bookOf(`
      s1 10  START RequestId: ${A} Version: 3
      s1 11  {"level":"INFO","requestId":"${B}","msg":"an id of the caller's"}
      s1 12  plain
      s1 13  REPORT RequestId: ${A}	Duration: 3.00 ms
    `);
    expect(tell(book)).toEqual([
      "10 start a1 exact",
      "11 app a1 inferred",
      "12 app a1 inferred",
      "13 report a1 exact",
    ]);
    expect(onlyInvocation(book)).toMatchObject({ lineCount: 4, inferredCount: 2 });
  });

  it("tells requests apart that run side by side, and leaves their nameless lines to nobody", () => {
    const book = bookOf(`
      s1 10  {"time":"1970-01-01T00:00:00.010Z","type":"platform.start","record":{"requestId":"${A}","version":"1"}}
      s1 11  {"time":"1970-01-01T00:00:00.011Z","type":"platform.start","record":{"requestId":"${B}","version":"1"}}
      s1 12  {"timestamp":"1970-01-01T00:00:00.012Z","level":"INFO","requestId":"${A}","message":"one"}
      s1 13  whose
      s1 14  {"timestamp":"1970-01-01T00:00:00.014Z","level":"INFO","requestId":"${B}","message":"two"}
      s1 15  {"time":"1970-01-01T00:00:00.015Z","type":"platform.report","record":{"requestId":"${A}","metrics":{"durationMs":5.125},"status":"success"}}
      s1 16  now it is clear
      s1 17  {"time":"1970-01-01T00:00:00.017Z","type":"platform.report","record":{"requestId":"${B}","metrics":{"durationMs":6.5},"status":"success"}}
    `);
    expect(tell(book)).toEqual([
      "10 start a1 exact",
      "11 start b1 exact",
      "12 app a1 exact",
      "13 app - -",
      "14 app b1 exact",
      "15 report a1 exact",
      "16 app b1 inferred",
      "17 report b1 exact",
    ]);
  });

  it("goes on with the next invocation where the end of one was never written", () => {
    const book = bookOf(`
      s1 10  START RequestId: ${A} Version: 3
      s1 11  one
      s1 20  START RequestId: ${B} Version: 3
      s1 21  two
    `);
    expect(tell(book).map((line) => line.split(" ")[2])).toEqual(["a1", "a1", "b1", "b1"]);
    const [a, b] = new InvocationReader(book).all();
    expect(a).toMatchObject({ status: "unknown", cutEnd: true });
    expect(b).toMatchObject({ status: "running", cutEnd: true });
  });
});

describe("what a window cuts off", () => {
  it("gives the lines before a REPORT without START to that invocation and says that its start is missing", () => {
    const book = bookOf(`
      s1 11  half of it
      s1 20  END RequestId: ${A}
      s1 20  REPORT RequestId: ${A}	Duration: 15.00 ms	Billed Duration: 15 ms
    `);
    expect(tell(book).map((line) => line.split(" ")[2])).toEqual(["a1", "a1", "a1"]);
    expect(onlyInvocation(book)).toMatchObject({
      cutStart: true,
      cutEnd: false,
      startMs: 5,
      status: "success",
    });
  });

  it("leaves lines to nobody when nothing says whose they are", () => {
    expect(tell(bookOf("s1 11  alone"))).toEqual(["11 app - -"]);
  });

  it("shows requests of a function that logs no START and REPORT as unknown", () => {
    const book = bookOf(`
      s1 12  {"timestamp":"1970-01-01T00:00:00.012Z","level":"INFO","requestId":"${A}","message":"one"}
      s1 13  raw
      s1 24  {"timestamp":"1970-01-01T00:00:00.024Z","level":"INFO","requestId":"${B}","message":"two"}
    `);
    expect(tell(book)).toEqual(["12 app a1 exact", "13 app a1 inferred", "24 app b1 exact"]);
    for (const invocation of new InvocationReader(book).all()) {
      expect(invocation).toMatchObject({ status: "unknown", cold: null, cutStart: true, cutEnd: true });
    }
  });
});

describe("several streams", () => {
  it("joins the lines of one invocation that are scattered over two streams", () => {
    const book = bookOf(`
      s1 10  START RequestId: ${A} Version: 3
      s2 11  1970-01-01T00:00:00.011Z	${A}	INFO	elsewhere
      s1 12  1970-01-01T00:00:00.012Z	${A}	INFO	here
      s2 20  REPORT RequestId: ${A}	Duration: 10.00 ms
    `);
    expect(tell(book).map((line) => line.split(" ").slice(2).join(" "))).toEqual(Array(4).fill("a1 exact"));
    expect(onlyInvocation(book)).toMatchObject({ streams: ["s1", "s2"], durationMs: 10, lineCount: 4 });
  });

  it("numbers the attempts of a retried request in order of time", () => {
    const book = bookOf(`
      s2 90  START RequestId: ${A} Version: 3
      s2 91  second
      s2 99  REPORT RequestId: ${A}	Duration: 9.00 ms
      s1 10  START RequestId: ${A} Version: 3
      s1 11  first
      s1 19  REPORT RequestId: ${A}	Duration: 9.00 ms
      s1 20  START RequestId: ${B} Version: 3
      s1 29  REPORT RequestId: ${B}	Duration: 9.00 ms
      s1 200  START RequestId: ${A} Version: 3
      s1 201  third
    `);
    expect(tell(book).map((line) => line.split(" ")[2])).toEqual([
      "a1",
      "a1",
      "a1",
      "b1",
      "b1",
      "a2",
      "a2",
      "a2",
      "a3",
      "a3",
    ]);
    expect(
      new InvocationReader(book)
        .all()
        .map(({ key, attempts }) => `${key.charAt(0)}${key.slice(-2)}/${attempts}`),
    ).toEqual(["a#1/3", "b#1/1", "a#2/3", "a#3/3"]);
  });
});

describe("events that come late or twice", () => {
  it("puts a late line where it belongs and tells from where on things changed", () => {
    const events = readTranscript(`
      s1 10  START RequestId: ${A} Version: 3
      s1 20  REPORT RequestId: ${A}	Duration: 10.00 ms
      s1 30  START RequestId: ${B} Version: 3
      s1 31  two
      s1 25  flushed late
    `);
    const book = createLogBook([]);
    book.add(events.slice(0, 4), "x");
    const { version } = book;
    book.add(events.slice(4), "x");
    expect(tell(book)[2]).toBe("25 app a1 inferred");
    expect(book.changesSince(version)).toMatchObject({ firstLine: 0, fromMs: 10 });
    expect(book.changesSince(book.version)).toMatchObject({ firstLine: 5 });
  });

  it("counts what it left out because it was there", () => {
    const events = readTranscript(`
      s1 10  one
      s1 10  two
      s2 10  three
    `);
    const book = createLogBook([]);
    book.add(events, "x");
    book.add(events, "y");
    expect(book.lineCount).toBe(3);
    expect(book.duplicateCount).toBe(3);
  });
});

/** Lines of a few streams with everything that makes attribution hard, in their true order. */
const transcript = fc
  .array(
    fc.record({
      stream: fc.constantFrom("s1", "s2", "s3"),
      gap: fc.constantFrom(0, 0, 1, 5),
      what: fc.constantFrom("init", "start", "end", "report", "named", "json", "plain", "plain", "failure"),
      id: fc.constantFrom(A, B, C),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    let ms = 1_000;
    return steps.map(({ stream, gap, what, id }, index): LogEvent => {
      ms += gap;
      return {
        id: `${index}`.padStart(6, "0"),
        timestampMs: ms,
        ingestionMs: ms + 50,
        group: "/aws/lambda/orders",
        stream,
        message: messageOf(what, id, index),
      };
    });
  });

function messageOf(what: string, id: string, index: number): string {
  switch (what) {
    case "init":
      return "INIT_START Runtime Version: nodejs:22.v50\tRuntime Version ARN: arn:aws:lambda:x\n";
    case "start":
      return `START RequestId: ${id} Version: 3\n`;
    case "end":
      return `END RequestId: ${id}\n`;
    case "report":
      return `REPORT RequestId: ${id}\tDuration: ${index}.00 ms\t\n`;
    case "named":
      return `2026-01-15T12:00:00.000Z\t${id}\tINFO\tline ${index}\n`;
    case "json":
      return `{"level":"INFO","message":"x","requestId":"${id}"}`;
    case "failure":
      return `2026-01-15T12:00:00.000Z ${id} Task timed out after 3.00 seconds\n\n`;
    default:
      return `plain ${index}\n`;
  }
}

/** All that can be read of a book, as text; invocations by what they are, not by their numbers. */
function everythingOf(book: LogBook): string[] {
  const reader = new InvocationReader(book);
  const lines = Array.from(book.lines(), (line) => {
    const invocation = book.invocationOf(line);
    const owner = invocation < 0 ? "-" : reader.read(invocation).key;
    return `${book.eventOf(line).id} ${owner} ${book.attributionOf(line)}`;
  });
  const invocations = reader
    .all()
    .map(
      (one) =>
        `${one.key} ${one.status} ${one.startMs} ${one.firstMs} ${one.lastMs} ${one.durationMs} ${one.lineCount} ${one.inferredCount} ${one.streams.join()}`,
    );
  return [...lines, ...invocations];
}

describe("properties", () => {
  it("reads the same whatever the pages, their order, doubled events and readings in between", () => {
    fc.assert(
      fc.property(
        transcript.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
            fc.subarray(events),
            fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
            fc.infiniteStream(fc.boolean()),
          ),
        ),
        ([events, shuffled, doubled, sizes, looks]) => {
          const whole = createLogBook([]);
          whole.add(events, "x");
          const parts = createLogBook([]);
          const all = [...shuffled, ...doubled];
          for (let at = 0; at < all.length; ) {
            const size = sizes.next().value;
            parts.add(all.slice(at, at + size), "x");
            at += size;
            if (looks.next().value) parts.invocations();
          }
          expect(everythingOf(parts)).toEqual(everythingOf(whole));
          expect(parts.duplicateCount).toBe(doubled.length);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("keeps records of invocations that are the same as read afresh, whatever came between the readings", () => {
    fc.assert(
      fc.property(
        transcript.chain((events) =>
          fc.oneof(
            fc.constant([...events].reverse()),
            fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          ),
        ),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (events, sizes) => {
          const book = createLogBook([]);
          const reader = new InvocationReader(book);
          for (let at = 0; at < events.length; ) {
            const size = sizes.next().value;
            book.add(events.slice(at, at + size), "x");
            at += size;
            expect(reader.all()).toEqual(new InvocationReader(book).all());
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("reads no invocation again because older ones came", () => {
    const book = createLogBook([]);
    const reader = new InvocationReader(book);
    const oneOf = (id: string, ms: number) =>
      readTranscript(`
        s1 ${ms}  START RequestId: ${id} Version: 3
        s1 ${ms + 1}  working
        s1 ${ms + 2}  REPORT RequestId: ${id}\tDuration: 2.00 ms
      `);
    book.add(oneOf(B, 2_000), "x");
    const [before] = reader.all();
    book.add(oneOf(A, 1_000), "x");
    const [older, same] = reader.all();
    expect(older?.requestId).toBe(A);
    expect(same).toBe(before);
  });

  it("loses no line and doubles none, also within the invocations", () => {
    fc.assert(
      fc.property(transcript, (events) => {
        const frozen = JSON.stringify(events);
        const book = createLogBook([]);
        book.add(events, "x");
        expect(Array.from(book.lines(), (line) => book.eventOf(line).id).sort()).toEqual(
          events.map(({ id }) => id),
        );
        const owned = Array.from(book.invocations()).flatMap((id) => book.linesOf(id));
        const ownerless = Array.from(book.lines()).filter((line) => book.invocationOf(line) < 0);
        expect([...owned, ...ownerless].sort((a, b) => a - b)).toEqual(events.map((_, index) => index));
        expect(JSON.stringify(events)).toBe(frozen);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps each stream's lines in order of time, and the whole", () => {
    fc.assert(
      fc.property(transcript, (events) => {
        const book = createLogBook([]);
        book.add([...events].reverse(), "x");
        const times = Array.from(book.lines(), (line) => book.timeOf(line));
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
