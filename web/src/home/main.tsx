import '../styles/look.css';
import '../styles/home.css';
import { render } from 'preact';
import { Home } from './Home';

render(<Home />, document.getElementById('app') as HTMLElement);
