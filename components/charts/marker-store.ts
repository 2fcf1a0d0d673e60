import type { ChartMarker } from "@/components/charts/chart-marker";

const NONE: readonly ChartMarker[] = [];

/** What a page marks on its charts. It comes later than the charts do, and must not draw them again. */
export class MarkerStore {
  private markers = NONE;
  private readonly listeners = new Set<() => void>();

  readonly get = (): readonly ChartMarker[] => this.markers;

  set(markers: readonly ChartMarker[]): void {
    this.markers = markers;
    for (const listener of this.listeners) listener();
  }

  clear(): void {
    this.set(NONE);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
}

export function noMarkers(): readonly ChartMarker[] {
  return NONE;
}
