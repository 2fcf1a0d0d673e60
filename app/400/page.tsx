import { MissingPage } from "@/components/shell/message-page";

/**
 * Next.js renders the path /400, with that status, for an address that it cannot decode (`/functions/%FF`). Without a page
 * here it answers a bare 500.
 */
export default function UnreadableAddressPage() {
  return (
    <MissingPage title="This address cannot be read">
      It has a % that is not followed by the code of a character. Check the address, or press / to go to a
      function, an API or a page by name.
    </MissingPage>
  );
}
