import type { WireAnswer } from "@/lib/sandbox/http/wire";

/** What becomes of a request on its connection. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: WireAnswer }
  /** An event stream, written frame by frame. */
  | {
      readonly kind: "stream";
      readonly headers: Readonly<Record<string, string>>;
      readonly frames: AsyncIterable<Uint8Array>;
    }
  /** No answer until the client gives up. */
  | { readonly kind: "silence" }
  /** The connection is reset before any byte. */
  | { readonly kind: "reset" }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: "cut"; readonly answer: WireAnswer };
