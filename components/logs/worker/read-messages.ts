import type { LogsMessage } from "@/lib/model/views/logs";

/** The server refused the load as a whole; the message is for the reader. */
export class LoadRefused extends Error {
  override readonly name = "LoadRefused";
}

/** The messages of `/api/logs`, or of another NDJSON answer of ours, as they come. Ends early, without error, when `signal` aborts. */
export async function* readMessages<T = LogsMessage>(
  url: string,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const response = await fetch(url, { signal, headers: { accept: "application/x-ndjson" } });
  if (!response.ok) throw new LoadRefused(await refusal(response));
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  // A line is many chunks long: they are joined once, at its end.
  let parts: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let from = 0;
    for (let end = value.indexOf("\n"); end >= 0; end = value.indexOf("\n", from)) {
      const line = parts.join("") + value.slice(from, end);
      parts = [];
      if (line !== "") yield asMessage<T>(JSON.parse(line));
      from = end + 1;
    }
    parts.push(value.slice(from));
  }
  const rest = parts.join("");
  if (rest.trim() !== "") yield asMessage<T>(JSON.parse(rest));
}

/** Our own server wrote it, by the types of `lib/model/views/logs.ts`; its tests hold it to the schema. */
export function asMessage<T = LogsMessage>(value: unknown): T {
  return value as T;
}

async function refusal(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    const error = member(body, "error");
    const message = member(error, "message");
    const nextStep = member(error, "nextStep");
    if (typeof message === "string") return typeof nextStep === "string" ? `${message} ${nextStep}` : message;
  } catch {
    // Not JSON: the status says what there is to say.
  }
  return `The server answered ${response.status} ${response.statusText}.`;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
