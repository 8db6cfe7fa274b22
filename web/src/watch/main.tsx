import '../styles/look.css';
import '../styles/watch.css';
import { render } from 'preact';
import { followServerClock } from '../common/clock';
import { readAddress } from './address';
import { WatchPage } from './WatchPage';

followServerClock();
const address = readAddress(location.pathname, location.search);
document.documentElement.classList.toggle('embedded', address.embed);
render(<WatchPage address={address} />, document.getElementById('app') as HTMLElement);
