import { readServerClock } from '../api/client';
import { startPolling } from './poll';

/** Clocks drift, and are set while a page is open. */
const INTERVAL_MILLIS = 60_000;

/** Keeps the page's idea of the server's time right for as long as the page lives. */
export const followServerClock = () => startPolling(readServerClock, () => INTERVAL_MILLIS);
