/** Usage: pnpm fuzz [requests] [seed] */
import { fuzz } from './run.js';

const [count = '50000', seed = '1'] = process.argv.slice(2);
const size = 5000;
const statuses: Record<string, number> = {};
let failed = 0;
for (let start = 0; start < Number(count); start += size) {
  const result = await fuzz(Math.min(size, Number(count) - start), Number(seed) + start);
  for (const [status, times] of Object.entries(result.statuses))
    statuses[status] = (statuses[status] ?? 0) + times;
  for (const { request, status } of result.failures) {
    console.error(
      status,
      request.method,
      request.target,
      request.headers,
      Buffer.from(request.body).toString(),
    );
  }
  failed += result.failures.length + (result.isAlive ? 0 : 1);
}
console.log(`${count} requests, ${failed} failures`, statuses);
process.exitCode = failed === 0 ? 0 : 1;
