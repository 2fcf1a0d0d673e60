import type { Layout, LayoutInput } from "@/lib/service-map/layout";

export interface LayoutRequest {
  readonly id: number;
  readonly input: LayoutInput;
}

export interface LayoutAnswer {
  readonly id: number;
  readonly layout: Layout | null;
  /** Why there is none. */
  readonly error: string | null;
}
