import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import type { TriedOperation } from "@/lib/model/views/settings";

/** What was tried with success, folded away. */
export function AllowedOperations({ operations }: { readonly operations: readonly TriedOperation[] }) {
  if (operations.length === 0) return null;
  return (
    <details className="border-line border-t">
      <summary className="cursor-pointer px-4 py-2.5 text-ink-2 hover:bg-hover">
        {formatCount(operations.length)} allowed, and which pages ask for them
      </summary>
      <ScrollRegion label="Allowed operations" className="border-line border-t">
        <Table>
          <thead>
            <tr>
              <Th sticky>Operation</Th>
              <Th>IAM action</Th>
              <Th>Tried on</Th>
              <Th>Asked for by</Th>
            </tr>
          </thead>
          <tbody>
            {operations.map(({ id, operation, action, triedOn, stops, weakens }) => (
              <tr key={id}>
                <Td sticky className="font-mono text-xs">
                  {operation}
                  {id.startsWith("apigatewayv2") ? <span className="text-ink-3"> (HTTP APIs)</span> : null}
                </Td>
                <Td className="font-mono text-ink-2 text-xs">{action}</Td>
                <Td className="font-mono text-ink-2 text-xs">{triedOn ?? "–"}</Td>
                <Td className="text-ink-2 text-xs">{pagesOf([...stops, ...weakens])}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </details>
  );
}

/** `Traces: Coverage` → `Traces`, each once. */
function pagesOf(panels: readonly string[]): string {
  const pages = new Set(panels.map((name) => name.split(":")[0] ?? name));
  return pages.size === 0 ? "no page yet" : [...pages].join(", ");
}
