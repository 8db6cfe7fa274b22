import '../styles/look.css';
import '../styles/home.css';
import { render } from 'preact';
import { followServerClock } from '../common/clock';
import { Home } from './Home';

followServerClock();
render(<Home />, document.getElementById('app') as HTMLElement);
