import { expect, test } from 'vitest';
import { listOf, openEmulator, refusal } from './open-emulator.js';

/** Navigates from the organization to its cluster and a node. */
async function openHds() {
  const all = await openEmulator();
  const { orgId } = (await all.alice.get('people/me')).body;
  const [organization] = (await all.alice.get(`hds/organizations/${orgId}`)).body.items;
  const [cluster] = listOf(organization?.clusters);
  const clusterPath = `hds/clusters/${cluster?.clusterId}`;
  const [row] = (await all.alice.get(clusterPath)).body.items;
  const [detailed] = listOf(row?.clusters);
  const [node] = listOf(detailed?.nodes);
  return { ...all, orgId, organization, cluster, detailed, node, clusterPath };
}

test('an organization has one hybrid data security cluster of two nodes', async () => {
  const { orgId, organization, cluster, detailed } = await openHds();
  expect(organization).toMatchObject({ orgId, orgName: expect.any(String), clusters: [cluster] });
  expect(detailed).toMatchObject({ ...cluster, clusterStatus: 'Operational', nodes: [{}, {}] });
});

test('a hybrid data security node reports its health and network test results', async () => {
  const { alice, orgId, cluster, node } = await openHds();
  expect((await alice.get(`hds/nodes/${node?.nodeId}`)).body.items).toMatchObject([
    {
      orgId,
      clusters: [{ ...cluster, nodes: [{ ...node, availabilityDetails: { nodeAvailability: 'Online' } }] }],
    },
  ]);
  const path = `hds/testResults/nodes/${node?.nodeId}/networkTest`;
  const triggers = async (query: string) => {
    const { body } = await alice.get(`${path}${query}`);
    expect(body.orgId).toBe(orgId);
    const [item] = body.items;
    expect(item?.clusters).toMatchObject({
      ...cluster,
      nodes: [{ nodeId: node?.nodeId, hostname: node?.host }],
    });
    const [tested] = listOf([item?.clusters]);
    return listOf(tested?.nodes)[0]?.testResults;
  };
  const results = [
    { type: 'BandwidthTest' },
    { type: 'DNSResolutionTest' },
    { type: 'HTTPConnectivityTest', results: [{ services: [{ testResult: 'Success' }] }] },
  ];
  expect(await triggers('')).toMatchObject([
    { triggerType: 'OnDemand', results },
    { triggerType: 'Periodic', results },
  ]);
  expect(await triggers('?triggerType=All')).toHaveLength(2);
  expect(await triggers('?triggerType=Periodic')).toMatchObject([{ triggerType: 'Periodic' }]);
  expect(await alice.get(`${path}?triggerType=Never`)).toMatchObject(refusal(400, 'triggerType'));
});

test('a hybrid data security cluster reports the number of available nodes since yesterday', async () => {
  const { alice, cluster, clusterPath } = await openHds();
  const at = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString();
  const get = (from: string, to: string) => alice.get(`${clusterPath}/availability?from=${from}&to=${to}`);
  const [from, to] = [at(-23), at(0)];
  const segment = { segmentStartTime: from, segmentEndTime: to, onlineNodeCount: 2, totalNodeCount: 2 };
  expect((await get(from, to)).body.items).toMatchObject([
    { clusters: [{ ...cluster, availabilitySegments: [segment] }] },
  ]);
  expect(await get(to, from)).toMatchObject(refusal(400, 'from must not be later than to'));
  expect(await get(at(-25), to)).toMatchObject(refusal(400, 'more than a day ago'));
  expect(await get('', to)).toMatchObject(refusal(400, 'from'));
  expect(await get(from, '')).toMatchObject(refusal(400, 'to'));
});

test('an organization has one hybrid data security database and one tenant', async () => {
  const { alice, orgId } = await openHds();
  expect((await alice.get(`hds/organizations/${orgId}/database`)).body).toMatchObject({
    context: { orgId },
    databaseType: 'PostgreSQL',
  });
  expect((await alice.get(`hds/organizations/${orgId}/tenants`)).body).toMatchObject({
    context: { partnerOrgId: orgId },
    tenants: [{ cmkState: 'CMK Managed' }],
  });
});

test.each([
  'hds/organizations/none',
  'hds/organizations/none/database',
  'hds/organizations/none/tenants',
  'hds/clusters/none',
  'hds/clusters/none/availability',
  'hds/nodes/none',
  'hds/testResults/nodes/none/networkTest',
])('%s is a 404 for an unknown id, and requires an administrator', async (path) => {
  const { alice, bob } = await openEmulator();
  expect(await alice.get(path)).toMatchObject(refusal(404, 'provided id'));
  expect(await bob.get(path)).toMatchObject(refusal(403, 'administrator'));
});
