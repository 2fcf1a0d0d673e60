import type { ReactNode } from "react";

interface CellProps {
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly "data-first-error"?: boolean;
  readonly children?: ReactNode;
}

/** One cell of a row that is not a table row, because only rows in view exist. */
export function Cell(props: CellProps) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
  return <span role="gridcell" {...props} />;
}
