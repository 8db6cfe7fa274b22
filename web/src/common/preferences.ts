/** Small choices that a browser remembers. Where storage is barred (some iframes) nothing is remembered. */

const PREFIX = 'weir.';

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // The choice holds for this page alone.
  }
}
