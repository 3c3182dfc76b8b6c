declare module 'sbd' {
  /** The sentences of a text. */
  export function sentences(text: string): string[];
  const sbd: { readonly sentences: typeof sentences };
  export default sbd;
}
