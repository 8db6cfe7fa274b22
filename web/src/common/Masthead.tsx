import markUrl from './mark.svg';

export function Masthead() {
  return (
    <header class="masthead">
      <a class="brand" href="/" aria-label="Weir, what is on">
        <img src={markUrl} alt="" width="28" height="28" />
        Weir
      </a>
    </header>
  );
}
