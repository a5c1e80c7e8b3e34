/** What is offered while somebody types: all of it at first, then what holds the words, and last the words themselves. */
export function suggested(suggestions: readonly string[], typed = ''): string[] {
  const words = typed.trim().toLowerCase()
  const fitting = suggestions.filter((suggestion) => suggestion.includes(words))
  return words === '' || suggestions.includes(words) ? fitting : [...fitting, words]
}
