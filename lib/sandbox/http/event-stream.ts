import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/util-utf8";
import type { EventStreamAnswer } from "@/lib/sandbox/http/contract";

const codec = new EventStreamCodec(toUtf8, fromUtf8);

export function isEventStream(result: unknown): result is EventStreamAnswer {
  return typeof result === "object" && result !== null && "kind" in result && result.kind === "event-stream";
}

/**
 * The frames of a streamed answer. RPC protocols begin with an empty `initial-response`.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export async function* eventStreamFrames(answer: EventStreamAnswer): AsyncGenerator<Uint8Array> {
  yield frame({ ":message-type": "event", ":event-type": "initial-response" }, {});
  for await (const event of answer.events) {
    if ("exception" in event) {
      yield frame(
        { ":message-type": "exception", ":exception-type": event.exception },
        { message: event.message },
      );
      return;
    }
    yield frame({ ":message-type": "event", ":event-type": event.type }, event.payload);
  }
}

function frame(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  const named = Object.entries({ ...headers, ":content-type": "application/json" });
  return codec.encode({
    headers: Object.fromEntries(named.map(([name, value]) => [name, { type: "string" as const, value }])),
    body: fromUtf8(JSON.stringify(payload)),
  });
}
