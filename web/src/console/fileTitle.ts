/** A title for a film, from the name of its file. */
export function titleOf(fileName: string): string {
  const bare = fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const title = bare.replace(/[_.]+/g, ' ').replace(/\s+/g, ' ').trim();
  return (title || fileName).slice(0, 300);
}
