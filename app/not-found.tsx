import { MissingPage } from "@/components/shell/message-page";

export default function NotFoundPage() {
  return (
    <MissingPage title="There is no such page">
      Check the address, or press / to go to a function, an API or a page by name.
    </MissingPage>
  );
}
