/** A language by its name, from a tag of RFC 5646; null where none is told. */
export function languageInWords(language: string | null | undefined): string | null {
  if (!language || language === 'und') return null;
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
