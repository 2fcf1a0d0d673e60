import { MissingTrace } from "@/components/traces/trace/missing-trace";

export default function TraceNotFound() {
  return <MissingTrace />;
}
