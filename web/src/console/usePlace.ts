import { useEffect, useState } from 'preact/hooks';
import { type Place, placeOf } from './places';

/** Where in the console somebody is; the browser's own buttons go back. */
export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return placeOf(hash);
}
