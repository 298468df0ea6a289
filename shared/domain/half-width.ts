/** Full-width digits and letters as ordinary ones. Most text is ASCII, and a browser loads the table for the rest. */
export function halfWidth(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFKC');
}
