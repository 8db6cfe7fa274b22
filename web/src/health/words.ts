import type { Finding } from '../api/health';

const count = (number: number, one: string, many: string) => (number === 1 ? one : `${number} ${many}`);

/** All findings in a line; advice alone does not spoil a good day. */
export function headlineOf(complaints: Finding[]): string {
  const serious = complaints.filter(({ severity }) => severity !== 'advice').length;
  const advice = complaints.length - serious;
  if (serious > 0) return count(serious, 'One thing to mend', 'things to mend');
  return advice > 0 ? `All good, with ${count(advice, 'one piece', 'pieces')} of advice` : 'All good';
}
