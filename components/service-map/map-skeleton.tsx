import { Skeleton } from "@/components/ui/skeleton";

/** As high as the map that will stand here. */
export function MapSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the service map"
      className="grid h-[max(440px,calc(100dvh-256px))] place-items-center bg-canvas max-md:h-[52dvh]"
    >
      <div className="flex items-center gap-12 max-md:gap-4">
        {[1, 3, 4, 2].map((boxes, layer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={layer} className="space-y-4">
            {Array.from({ length: boxes }, (_, box) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
              <Skeleton key={box} className="h-12 w-36 max-md:h-8 max-md:w-14" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The whole panel before its data is there: toolbar, map and legend. */
export function MapPanelSkeleton() {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex h-[49px] items-center gap-2 border-line border-b px-3">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-8 w-28" />
      </div>
      <MapSkeleton />
      <div className="h-[49px]" />
    </div>
  );
}
