import { MissingSubject } from "@/components/shell/missing-subject";

export default function FunctionNotFound() {
  return <MissingSubject kind="function" />;
}
