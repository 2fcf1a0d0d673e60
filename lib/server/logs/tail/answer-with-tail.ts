import "server-only";
import type { TailMessage } from "@/lib/model/views/logs";
import { requireSources } from "@/lib/server/logs/logs";
import { messageStream } from "@/lib/server/logs/message-stream";
import { tailLogs } from "@/lib/server/logs/tail/tail-logs";
import { openView } from "@/lib/server/view-request";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/**
 * `/api/logs/tail`: server-sent events, named by the message's `type`. A heartbeat's id is its watermark; a browser sends
 * the last one when it connects again, and the tail goes on from there.
 */
export function answerWithTail(request: Request, search: RawSearch): Promise<Response> {
  return messageStream<TailMessage>(request, serverSentEvents, async (signal) => {
    const params = parseLogs(search);
    requireSources(params);
    const sinceMs = instantOf("Last-Event-ID", request.headers.get("last-event-id") ?? undefined);
    const asked = sinceMs ?? instantOf("since", single(search, "since"));
    return tailLogs(await openView(search, signal), params, asked);
  });
}

/** What lies further back is a matter of a load, not of a tail. */
function instantOf(name: string, text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  if (/^\d{11,15}$/.test(text)) return Number(text);
  throw new BadParameter(name, `${quoteInput(text)} is not epoch milliseconds.`);
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
const serverSentEvents = {
  contentType: "text/event-stream; charset=utf-8",
  write: (message: TailMessage) => {
    const id = message.type === "heartbeat" ? `id: ${Math.floor(message.watermarkMs)}\n` : "";
    const retry = message.type === "meta" ? "retry: 1000\n" : "";
    return `${retry}${id}event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`;
  },
};
