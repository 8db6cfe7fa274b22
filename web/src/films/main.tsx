import '../styles/look.css';
import '../styles/film.css';
import { render } from 'preact';
import { FilmPage } from './FilmPage';
import { readFilmAddress } from './filmAddress';

const address = readFilmAddress(location.pathname, location.search);
document.documentElement.classList.toggle('embedded', address.embed);
render(<FilmPage address={address} />, document.getElementById('app') as HTMLElement);
