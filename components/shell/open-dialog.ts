import { Slot } from "@/components/view/view-store";

export type DialogName = "palette" | "shortcuts";

/** Which of the shell's dialogs is open; opened by buttons and keys in several places. */
export const openedDialog = new Slot<DialogName>();

export function openDialog(name: DialogName | null): void {
  openedDialog.set(name);
}
