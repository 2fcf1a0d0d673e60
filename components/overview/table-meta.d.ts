import "@tanstack/react-table";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData, TValue> {
    readonly numeric?: boolean;
    readonly hint?: string;
  }
}
