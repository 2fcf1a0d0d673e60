import { cn } from "@/components/ui/class-names";

/** A grey block of the size that the content will have. Give it that size. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={cn("pulse-quiet block rounded-sm bg-sunken", className)} />;
}

/** Rows of a table that is on its way: same header and row heights as `Table`. */
export function TableSkeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="flex h-8 items-center gap-4 border-line border-b px-3">
        <Skeleton className="h-3 w-32" />
        <Skeleton className="ml-auto h-3 w-1/2" />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={row} className="flex h-9 items-center gap-4 border-line border-b px-3 last:border-b-0">
          <Skeleton className="h-3 w-40" />
          <Skeleton className="ml-auto h-3 w-1/2" />
        </div>
      ))}
    </div>
  );
}
