import { Skeleton } from "@/components/ui/skeleton";

export function AlarmDetailSkeleton() {
  return (
    <div role="status" aria-label="Loading the alarm" className="space-y-4 px-4">
      <Skeleton className="h-5 w-64" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-60 w-full" />
    </div>
  );
}
