interface Budget {
  /**
   * What a package adds to a bundle, in bytes: minified, without its dependencies. `resource` counts for the class of each
   * resource, which is what a program that uses nothing else of it is left with.
   */
  readonly minified: { readonly resource: number; readonly [name: string]: number };
  /** What npm installs for a program of the rehearsal, all dependencies included. */
  readonly installed: Readonly<Record<string, { readonly bytes: number; readonly packages: number }>>;
}

/** What our packages may weigh. */
export const budget: Budget = {
  minified: {
    resource: 3_000,
    '@wxt/cards': 8_000,
    '@wxt/core': 40_000,
    '@wxt/emulator': 120_000,
    '@wxt/event-handlers': 6_000,
    '@wxt/oauth': 12_000,
    '@wxt/sdk': 6_000,
    '@wxt/webhook-receiver': 11_000,
  },
  installed: {
    rooms: { bytes: 3_000_000, packages: 40 },
    'three resources': { bytes: 3_000_000, packages: 40 },
    sdk: { bytes: 3_500_000, packages: 60 },
  },
};
