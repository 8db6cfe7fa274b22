import { useEffect, useState } from 'preact/hooks';
import { serverNowMillis } from '../api/serverClock';

/** The server's time, told once a second. */
export function useServerNow(): number {
  const [now, setNow] = useState(serverNowMillis);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNowMillis()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Whether `text` was copied within the last two seconds, and the verb that copies it. */
export function useCopy(text: string): [copied: boolean, copy: () => Promise<void>] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await copyText(text));
  return [copied, copy];
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Plain HTTP from another machine is no secure context and has no clipboard interface. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true; // so that no keyboard slides into a small screen
  area.className = 'visually-hidden';
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
