/** Takes one measurement, in milliseconds or megabytes: the smaller the better. */
export type Sample = () => Promise<number>;

/** The measurements of each contender, one for each round. */
export type Samples<Name extends string = string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Lets the contenders take turns, each round starting with another one, so that other load on the machine affects all of
 * them equally. The first round warms up and doesn't count.
 */
export async function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Sample>>,
  rounds: number,
): Promise<Samples<Name>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + 1 + turn) % names.length];
      if (name === undefined) continue;
      const measured = await contenders[name]();
      if (round >= 0) samples[name].push(measured);
    }
  }
  return samples;
}
