import { keptUrl, spanInWords } from './stretch';
import { useKept } from './usePast';

/** A page is no archive: the newest are what is looked for. */
const MOST = 12;

/** What is kept of a stream instead, as links. */
export function KeptList({ name }: { name: string }) {
  const kept = useKept(name);
  if (kept === null) return null;
  if (kept.length === 0) return <p data-testid="kept-none">Nothing of {name} is kept at all.</p>;
  return (
    <section class="kept" aria-labelledby="kept-heading">
      <h2 id="kept-heading">What is kept of {name}</h2>
      <ul data-testid="kept">
        {kept.slice(0, MOST).map((broadcast) => (
          <li key={broadcast.start}>
            <a href={keptUrl(name, broadcast)}>
              {spanInWords(Date.parse(broadcast.start), Date.parse(broadcast.end))}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
