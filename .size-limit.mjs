// What importing a package may add to a bundle, minified, without its dependencies from the registry.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Bytes; a resource counts by its class, which is all that a program leaves of it. */
const limits = {
  resource: 3_000,
  cards: 14_000,
  core: 76_000,
  emulator: 140_000,
  'event-handlers': 6_000,
  oauth: 25_000,
  sdk: 6_000,
  'transport-node': 4_000,
  'webhook-receiver': 11_000,
};

/** A resource whose class does more: `follow` of events. */
const larger = { events: 3_500 };

const className = (name) => name.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase());

export default readdirSync(new URL('packages', import.meta.url))
  .filter((name) => existsSync(new URL(`packages/${name}/package.json`, import.meta.url)))
  .map((name) => {
    const manifest = JSON.parse(
      readFileSync(new URL(`packages/${name}/package.json`, import.meta.url), 'utf8'),
    );
    const isResource = !(name in limits);
    const external = Object.keys(manifest.dependencies ?? {});
    return {
      name: manifest.name,
      path: `packages/${name}/dist/index.js`,
      // Core is read for a resource, to see that its class needs none of it.
      ...(isResource && { import: `{ ${className(name)} }` }),
      ignore: isResource ? external.filter((dependency) => dependency !== '@wxt/core') : external,
      limit: `${limits[name] ?? larger[name] ?? limits.resource} B`,
      brotli: false,
      gzip: false,
      modifyEsbuildConfig: (config) => ({ ...config, platform: 'node', format: 'esm' }),
    };
  });
