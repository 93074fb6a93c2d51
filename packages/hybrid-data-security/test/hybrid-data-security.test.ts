import { conformance } from '@wxt/testing';
import { HybridDataSecurity, Session } from '../src/index.js';

const create = (baseUrl: string) => new HybridDataSecurity(new Session({ accessToken: 'token', baseUrl }));
const items = [{ orgId: 'ORGANIZATION', clusters: [{ clusterId: 'CLUSTER' }] }];

conformance({
  create,
  rows: [
    {
      method: 'getOrganization',
      arguments: ['ORGANIZATION'],
      request: 'GET /v1/hds/organizations/ORGANIZATION',
      answer: { items },
    },
    {
      method: 'getCluster',
      arguments: ['CLUSTER'],
      request: 'GET /v1/hds/clusters/CLUSTER',
      answer: { items },
    },
    { method: 'getNode', arguments: ['NODE'], request: 'GET /v1/hds/nodes/NODE', answer: { items } },
    {
      method: 'getDatabase',
      arguments: ['ORGANIZATION'],
      request: 'GET /v1/hds/organizations/ORGANIZATION/database',
      answer: { databaseType: 'PostgreSQL', databaseVersion: '15' },
    },
    {
      method: 'getTenants',
      arguments: ['ORGANIZATION'],
      request: 'GET /v1/hds/organizations/ORGANIZATION/tenants',
      answer: { tenants: [{ tenantOrgId: 'TENANT' }] },
    },
    {
      method: 'getNetworkTests',
      arguments: ['NODE', { triggerType: 'OnDemand' }],
      request: 'GET /v1/hds/testResults/nodes/NODE/networkTest?triggerType=OnDemand',
      answer: { orgId: 'ORGANIZATION', items: [{ clusters: { clusterId: 'CLUSTER' } }] },
    },
    {
      method: 'getAvailability',
      arguments: ['CLUSTER', { from: '2026-11-23T00:00:00Z', to: '2026-11-24T00:00:00Z' }],
      request:
        'GET /v1/hds/clusters/CLUSTER/availability?from=2026-11-23T00%3A00%3A00Z&to=2026-11-24T00%3A00%3A00Z',
      answer: { items },
    },
  ],
  invalid: [
    [
      'getAvailability() without from',
      (hds) => hds.getAvailability('C', { to: 'x' } as never),
      /"from" is required/,
    ],
    [
      'getAvailability() with an empty to',
      (hds) => hds.getAvailability('C', { from: 'x', to: '' }),
      /"to" must not be empty/,
    ],
  ],
});
