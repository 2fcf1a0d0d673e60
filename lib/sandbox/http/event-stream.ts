import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/util-utf8";
import { AwsError, type EventStreamAnswer } from "@/lib/sandbox/http/contract";

const codec = new EventStreamCodec(toUtf8, fromUtf8);

export function isEventStream(result: unknown): result is EventStreamAnswer {
  return typeof result === "object" && result !== null && "kind" in result && result.kind === "event-stream";
}

/**
 * The frames of a streamed answer. RPC protocols begin with an empty `initial-response`;
 * an `AwsError` thrown on the way becomes an exception frame.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export async function* eventStreamFrames(answer: EventStreamAnswer): AsyncGenerator<Uint8Array> {
  yield frame({ ":message-type": "event", ":event-type": "initial-response" }, {});
  try {
    for await (const event of answer.events) {
      if ("exception" in event) {
        yield exceptionFrame(event.exception, event.message);
        return;
      }
      yield frame({ ":message-type": "event", ":event-type": event.type }, event.payload);
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    yield exceptionFrame(error.code, error.message);
  }
}

function exceptionFrame(type: string, message: string): Uint8Array {
  return frame({ ":message-type": "exception", ":exception-type": type }, { message });
}

function frame(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  const named = Object.entries({ ...headers, ":content-type": "application/json" });
  return codec.encode({
    headers: Object.fromEntries(named.map(([name, value]) => [name, { type: "string" as const, value }])),
    body: fromUtf8(JSON.stringify(payload)),
  });
}
