import { Skeleton } from "@/components/ui/skeleton";

/** As large as a chart. */
export function ChartSkeleton() {
  return (
    <div className="flex h-60 flex-col rounded-lg border border-line bg-surface">
      <div className="flex h-10 items-center px-4">
        <Skeleton className="h-3.5 w-28" />
      </div>
      <div className="px-4">
        <Skeleton className="h-3 w-44" />
      </div>
      <div className="m-4 mt-3 grow">
        <Skeleton className="size-full" />
      </div>
    </div>
  );
}
