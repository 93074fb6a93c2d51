import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/** Describes the machine the benchmark ran on. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return [
    `${cpu?.model.trim()}, ${cpus().length} cores, ${memory} GiB`,
    `${platform()} ${arch()}`,
    `Node ${process.versions.node}`,
    `load average ${load.toFixed(1)} at the start`,
  ].join(' · ');
}
