import type { License, Person } from './entities.js';
import type { State } from './state.js';

/** Who has a license, in the order of their ids. */
export function licenseHolders(state: State, { id }: License): Person[] {
  const holders = [...state.people.values()].filter(({ profile }) => profile.licenses.includes(id));
  return holders.sort((one, other) => (one.id < other.id ? -1 : 1));
}
