/** What somebody typed with commas between, without blanks and doubles. */
export function typedList(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}
