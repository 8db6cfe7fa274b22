import '../styles/look.css';
import '../styles/watch.css';
import { render } from 'preact';
import { followServerClock } from '../common/clock';
import { PastPage } from '../past/PastPage';
import { readStretch } from '../past/stretch';
import { readAddress } from './address';
import { WatchPage } from './WatchPage';

followServerClock();
const address = readAddress(location.pathname, location.search);
document.documentElement.classList.toggle('embedded', address.embed);
const stretch = readStretch(location.search);
render(
  stretch ? <PastPage address={address} asked={stretch} /> : <WatchPage address={address} />,
  document.getElementById('app') as HTMLElement,
);
