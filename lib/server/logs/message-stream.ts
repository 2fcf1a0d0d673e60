import "server-only";
import { isAbortError } from "@/lib/aws/aws-failure";
import { errorAnswer } from "@/lib/server/json-answer";

interface Format<T> {
  readonly contentType: string;
  readonly write: (message: T) => string;
}

const encoder = new TextEncoder();

/**
 * Answers with messages as they come. `start` gets a signal that aborts when the reader goes away, which ends the AWS
 * calls. Errors before the first message have their own status; later ones break the answer off, which a reader knows by
 * the missing `done`.
 */
export async function messageStream<T>(
  request: Request,
  format: Format<T>,
  start: (signal: AbortSignal) => Promise<AsyncGenerator<T, void>>,
): Promise<Response> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([request.signal, leaving.signal]);
  try {
    const messages = await start(signal);
    const first = await messages.next();
    return new Response(bodyOf(first, messages, format, leaving), {
      headers: {
        "content-type": format.contentType,
        "cache-control": "no-store",
        // Proxies such as nginx would collect the answer before passing it on.
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    const known = errorAnswer(error);
    if (known === null) throw error;
    return known;
  }
}

function bodyOf<T>(
  first: IteratorResult<T, void>,
  messages: AsyncGenerator<T, void>,
  format: Format<T>,
  leaving: AbortController,
): ReadableStream<Uint8Array> {
  let next: IteratorResult<T, void> | null = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const result = next ?? (await messages.next());
        next = null;
        if (result.done) controller.close();
        else controller.enqueue(encoder.encode(format.write(result.value)));
      } catch (error) {
        if (isAbortError(error)) controller.close();
        else controller.error(error);
      }
    },
    async cancel() {
      leaving.abort();
      await messages.return().catch(() => {});
    },
  });
}

/** One JSON value a line. https://github.com/ndjson/ndjson-spec */
export const ndjson: Format<unknown> = {
  contentType: "application/x-ndjson",
  write: (message) => `${JSON.stringify(message)}\n`,
};
