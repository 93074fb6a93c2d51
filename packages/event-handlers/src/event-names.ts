const changes = ['created', 'updated', 'deleted'] as const;
const anything = [
  ...changes,
  'started',
  'ended',
  'joined',
  'left',
  'migrated',
  'authorized',
  'deauthorized',
  'statusChanged',
] as const;

/** The resources with events, and what can happen to each. Webex doesn't say for all of them which events there are. */
export const eventKinds = {
  messages: changes,
  attachmentActions: ['created'],
  memberships: changes,
  rooms: ['created', 'updated', 'migrated'],
  dataSources: anything,
  meetings: anything,
  recordings: anything,
  convergedRecordings: anything,
  meetingParticipants: anything,
  meetingTranscripts: anything,
  telephony_calls: anything,
  telephony_conference: anything,
  telephony_mwi: anything,
  uc_counters: anything,
  serviceApp: anything,
  adminBatchJobs: anything,
} as const;

/** Every pattern a handler can have: `messages.created`, `messages.all`, `all`. */
const patterns: readonly string[] = [
  ...Object.entries(eventKinds).flatMap(([resource, kinds]) =>
    ['all', ...kinds].map((kind) => `${resource}.${kind}`),
  ),
  'all',
];

/** Throws a TypeError for a pattern that no event matches; it names the nearest one that exists. */
export function checkPattern(pattern: string): void {
  if (patterns.includes(pattern)) return;
  const distances = patterns.map((known) => ({ known, distance: distance(pattern, known) }));
  const nearest = distances.reduce((best, next) => (next.distance < best.distance ? next : best));
  throw new TypeError(`on: there is no event "${pattern}". Did you mean "${nearest.known}"?`);
}

/** Returns the Levenshtein distance, ignoring case. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one.toLowerCase()) {
    const next = [(row[0] ?? 0) + 1];
    for (const [index, against] of [...other.toLowerCase()].entries()) {
      const replaced = (row[index] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
