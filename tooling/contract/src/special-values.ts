/** Parameters that take no made-up value, by method. */
export const specialValues: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // The first second of 2100: it has to be in the future, in seconds.
  'GuestIssuer.create': { expiration: 4_102_444_800 },
};
