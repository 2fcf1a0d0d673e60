/** Values seen in the traces on screen. */
export interface FormSuggestions {
  readonly services: readonly string[];
  readonly annotationKeys: readonly string[];
}
