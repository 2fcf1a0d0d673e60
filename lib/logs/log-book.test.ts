import { expect, it } from "vitest";
import { createLogBook } from "@/lib/logs/log-book";
import { readTranscript, tell } from "@/lib/testing/log-transcript";

const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";

function bookOf(transcript: string) {
  const book = createLogBook([]);
  book.add(readTranscript(transcript), "fn:orders");
  return book;
}

it("gives the lines of a stream to the invocations between whose START and REPORT they stand", () => {
  expect(
    tell(
      bookOf(`
        s1 0   INIT_START Runtime Version: nodejs:22.v50
        s1 5   loading
        s1 10  START RequestId: ${A} Version: $LATEST
        s1 11  hello
        s1 20  END RequestId: ${A}
        s1 20  REPORT RequestId: ${A}	Duration: 10.00 ms
        s1 21  flushed late
        s1 30  START RequestId: ${B} Version: $LATEST
        s1 31  world
      `),
    ),
  ).toEqual([
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
