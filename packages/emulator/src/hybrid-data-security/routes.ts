import { queryChoice, queryTime } from '../http/query.js';
import { required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { requireAdministrator } from '../store/access.js';
import { identifier } from '../store/identifier.js';

/** One cluster of two nodes, always in good health. */
const cluster = { clusterId: identifier('HYBRID_CLUSTER', 'emulated'), clusterName: 'Emulated cluster' };
const nodes = [1, 2].map((number) => ({
  nodeId: identifier('HYBRID_CONNECTOR', `emulated-${number}`),
  host: `hds-${number}.example.com`,
}));

const tests = ['BandwidthTest', 'DNSResolutionTest', 'HTTPConnectivityTest'];

const day = 24 * 3600 * 1000;

export const hybridDataSecurity: readonly Route[] = [
  { method: 'GET', path: 'hds/organizations/:id', handle: getOrganization },
  { method: 'GET', path: 'hds/organizations/:id/database', handle: getDatabase },
  { method: 'GET', path: 'hds/organizations/:id/tenants', handle: getTenants },
  { method: 'GET', path: 'hds/clusters/:id', handle: getCluster },
  { method: 'GET', path: 'hds/clusters/:id/availability', handle: getAvailability },
  { method: 'GET', path: 'hds/nodes/:id', handle: getNode },
  { method: 'GET', path: 'hds/testResults/nodes/:id/networkTest', handle: getNetworkTest },
];

function getOrganization(call: Call): Response {
  const orgId = organizationOf(call);
  const orgName = call.var.state.organization.displayName;
  const organization = { orgId, orgName, orgType: 'Multi Tenant', orgMode: 'Production' };
  return call.json({ items: [{ ...organization, clusters: [cluster] }] });
}

function getDatabase(call: Call): Response {
  const orgId = organizationOf(call);
  return call.json({ context: { orgId }, databaseType: 'PostgreSQL', databaseVersion: 'PostgreSQL 16.9' });
}

function getTenants(call: Call): Response {
  const tenant = {
    tenantOrgId: identifier('ORGANIZATION', 'emulated-tenant'),
    tenantName: 'Emulated tenant',
    cmkState: 'CMK Managed',
    tenantOrgState: 'Setup complete',
  };
  return call.json({ context: { partnerOrgId: organizationOf(call) }, tenants: [tenant] });
}

function getCluster(call: Call): Response {
  const upgradeSchedule = { scheduleDays: ['sunday'], scheduleTime: '04:00', scheduleTimeZone: 'UTC' };
  const details = { releaseChannel: 'stable', upgradeSchedule, clusterStatus: 'Operational' };
  return clustersAnswer(call, [{ ...clusterOf(call), nodes, ...details }]);
}

function getAvailability(call: Call): Response {
  const found = clusterOf(call);
  const from = required(queryTime(call, 'from'), 'from');
  const to = required(queryTime(call, 'to'), 'to');
  if (from > to) throw badRequest('from must not be later than to.');
  if (Date.parse(from) < Date.now() - day) throw badRequest('from must not be more than a day ago.');
  const counts = { onlineNodeCount: nodes.length, offlineNodeCount: 0, totalNodeCount: nodes.length };
  const availabilitySegments = [{ segmentStartTime: from, segmentEndTime: to, ...counts }];
  return clustersAnswer(call, [{ ...found, availabilitySegments }]);
}

function getNode(call: Call): Response {
  const health = { nodeAvailability: 'Online', hdsHealthStatus: 'Healthy', hdsUnhealthyReasons: [] };
  const node = {
    ...nodeOf(call),
    availabilityDetails: health,
    releaseVersion: '2026.11.02.7042',
    proxyType: 'None',
    proxyStatus: 'Disabled',
    maintenanceMode: 'Off',
    ntpSync: 'Active',
    ovaDeploymentType: 'Large',
    ovaBuildType: 'Prod',
  };
  return clustersAnswer(call, [{ ...cluster, nodes: [node] }]);
}

function getNetworkTest(call: Call): Response {
  const { nodeId, host } = nodeOf(call);
  const asked = queryChoice(call, 'triggerType', ['OnDemand', 'Periodic', 'All']) ?? 'All';
  const services = [{ serviceName: 'identity', testResult: 'Success' }];
  const timestamp = call.var.state.organization.created;
  const results = tests.map((type) => {
    return { timestamp, type, results: [{ serviceType: 'WebexCloud', services }] };
  });
  const testResults = ['OnDemand', 'Periodic']
    .filter((triggerType) => ['All', triggerType].includes(asked))
    .map((triggerType) => ({ triggerType, results }));
  const node = { nodeId, hostname: host, hostIp: '192.0.2.1', testResults };
  return call.json({
    orgId: call.var.state.organizationId,
    items: [{ clusters: { ...cluster, nodes: [node] } }],
  });
}

function clustersAnswer(call: Call, clusters: readonly object[]): Response {
  return call.json({ items: [{ orgId: call.var.state.organizationId, clusters }] });
}

function organizationOf(call: Call): string {
  const { organizationId } = call.var.state;
  return known(call, [{ id: organizationId }], ({ id }) => id, 'an HDS organization').id;
}

function clusterOf(call: Call) {
  return known(call, [cluster], ({ clusterId }) => clusterId, 'an HDS cluster');
}

function nodeOf(call: Call) {
  return known(call, nodes, ({ nodeId }) => nodeId, 'an HDS node');
}

function known<Item>(call: Call, items: readonly Item[], idOf: (item: Item) => string, what: string): Item {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const item = items.find((one) => idOf(one) === pathPart(call, 'id'));
  if (item === undefined) throw notFound(`${what} with the provided id`);
  return item;
}
