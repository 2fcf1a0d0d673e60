import { asMessage } from "@/components/logs/worker/read-messages";
import type { TailMessage } from "@/lib/model/views/logs";

const types = [
  "meta",
  "events",
  "failure",
  "note",
  "state",
  "gap",
  "heartbeat",
] as const satisfies readonly TailMessage["type"][];

export interface TailListener {
  readonly onMessage: (message: TailMessage) => void;
  readonly onConnection: (connected: boolean) => void;
  /** The server refused; nothing more will come. */
  readonly onRefused: () => void;
}

/** Follows `/api/logs/tail`. After a dropped connection the browser connects again and names the last watermark. */
export function openTail(url: string, { onMessage, onConnection, onRefused }: TailListener): () => void {
  const source = new EventSource(url);
  source.onopen = () => onConnection(true);
  source.onerror = () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) onRefused();
  };
  for (const type of types) {
    source.addEventListener(type, (event: MessageEvent<string>) =>
      onMessage(asMessage<TailMessage>(JSON.parse(event.data))),
    );
  }
  return () => source.close();
}
