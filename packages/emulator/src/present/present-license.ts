import type { License } from '../state/entities.js';
import { licenseHolders } from '../state/licenses.js';
import type { State } from '../state/state.js';

export function presentLicense(state: State, license: License): object {
  const consumed = licenseHolders(state, license).length;
  return { ...license, consumedUnits: consumed, consumedByUsers: consumed, consumedByWorkspaces: 0 };
}
