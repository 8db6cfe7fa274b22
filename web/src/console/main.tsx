import '../styles/look.css';
import '../styles/console.css';
import { render } from 'preact';
import { ConsolePage } from './ConsolePage';

render(<ConsolePage />, document.getElementById('app') as HTMLElement);
