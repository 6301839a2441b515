/** A text and what it means. */
export type Example = { readonly text: string; readonly intent: string };
