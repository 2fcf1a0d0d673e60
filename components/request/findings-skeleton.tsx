import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";

/** While log groups are searched, which takes seconds. */
export function FindingsSkeleton() {
  return (
    <Panel title="Time axis" hint="searching log groups and X-Ray…">
      <div
        role="status"
        aria-label="Searching for the request"
        className="space-y-3 border-line border-t px-4 py-4"
      >
        {["w-11/12", "w-8/12", "w-6/12", "w-9/12", "w-4/12"].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
    </Panel>
  );
}
