import type { ComponentChildren } from 'preact';
import markUrl from './mark.svg';

/** The head of every page; what stands at its right end is the page's own. */
export function Masthead({ children }: { children?: ComponentChildren }) {
  return (
    <header class="masthead">
      <a class="brand" href="/" aria-label="Weir, what is on">
        <img src={markUrl} alt="" width="28" height="28" />
        Weir
      </a>
      {children && <div class="masthead-end">{children}</div>}
    </header>
  );
}
