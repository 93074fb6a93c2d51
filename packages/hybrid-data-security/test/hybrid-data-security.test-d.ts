import { expectTypeOf, test } from 'vitest';
import type { HdsCluster, HybridDataSecurity } from '../src/index.js';

declare const resource: HybridDataSecurity;
declare const entity: HdsCluster;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.clusterName).toEqualTypeOf<string | undefined>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.getNetworkTests('NODE', { trigger: 'All' });
  // @ts-expect-error the end is missing
  resource.getAvailability('CLUSTER', { from: '2026-11-23T00:00:00Z' });
});

test('methods answer with what they say', async () => {
  expectTypeOf((await resource.getCluster('CLUSTER')).items[0]?.clusters?.[0]).toEqualTypeOf<
    HdsCluster | undefined
  >();
});
