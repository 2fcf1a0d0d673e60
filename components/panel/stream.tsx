import { type ReactNode, Suspense } from "react";
import { PanelBoundary } from "@/components/panel/panel-boundary";

interface StreamProps<T> {
  readonly name: string;
  readonly from: Promise<T>;
  /** Exactly as large as what will come. */
  readonly fallback: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** One panel on its own: it appears when its promise resolves, and its error takes nothing else along. */
export function Stream<T>({ name, from, fallback, children }: StreamProps<T>) {
  return (
    <PanelBoundary name={name}>
      <Suspense fallback={fallback}>
        <Await from={from}>{children}</Await>
      </Suspense>
    </PanelBoundary>
  );
}

async function Await<T>({
  from,
  children,
}: {
  readonly from: Promise<T>;
  readonly children: (value: T) => ReactNode;
}) {
  return children(await from);
}
