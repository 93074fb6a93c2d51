import { version } from '../package.json';

/** Who calls: product and version, platform, and what the program says of itself. */
export function userAgent(beGeoId: string | undefined, caller: string | undefined): string {
  const comments = [`node ${process.versions.node}`, process.platform, process.arch];
  if (beGeoId !== undefined) comments.push(`be_geo_id ${beGeoId}`);
  if (caller !== undefined) comments.push(`caller ${caller}`);
  const agent = `wxt/${version} (${comments.join('; ')})`;
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(agent)) {
    throw new TypeError(
      'beGeoId and caller are sent in a header: they take printable Latin-1 characters only.',
    );
  }
  return agent;
}
