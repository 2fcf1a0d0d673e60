import type { SpanDetail } from "@/lib/model/views/spans";

/** What one document says of a span; documents merged into one span are put together. */
export type PartDetail = Omit<SpanDetail, "id" | "notes">;
