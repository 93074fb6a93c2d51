import type { ApiObject, OpenEnum, RequestOptions, Session } from '@wxt/core';

/** Answers of this API hold their rows in `items`, all at once. */
export interface HdsAnswer<Item> extends ApiObject {
  readonly items: readonly Item[];
}

/** An organization that keeps its keys itself. */
export interface HdsOrganization extends ApiObject {
  readonly orgId?: string;
  readonly orgName?: string;
  readonly orgType?: string;
  readonly orgMode?: string;
  readonly clusters?: readonly HdsCluster[];
}

/** The clusters of an organization. */
export interface HdsClusters extends ApiObject {
  readonly orgId?: string;
  readonly clusters?: readonly HdsCluster[];
}

/** A cluster of nodes; which attributes are there depends on what was asked for. */
export interface HdsCluster extends ApiObject {
  readonly clusterId?: string;
  readonly clusterName?: string;
  readonly nodes?: readonly HdsNode[];
  readonly releaseChannel?: string;
  readonly upgradeSchedule?: HdsUpgradeSchedule;
  readonly clusterStatus?: string;
  readonly availabilitySegments?: readonly HdsAvailabilitySegment[];
}

/** When a cluster is upgraded. */
export interface HdsUpgradeSchedule extends ApiObject {
  readonly scheduleDays?: readonly string[];
  readonly scheduleTime?: string;
  readonly scheduleTimeZone?: string;
  readonly nextUpgradeTime?: string;
}

/** A node; which attributes are there depends on what was asked for. */
export interface HdsNode extends ApiObject {
  readonly nodeId?: string;
  /** Name or IP address. */
  readonly host?: string;
  readonly availabilityDetails?: HdsNodeAvailability;
  readonly releaseVersion?: string;
  readonly proxyType?: string;
  readonly proxyStatus?: string;
  /** `On` or `Off`. */
  readonly maintenanceMode?: string;
  readonly ntpSync?: string;
  readonly ovaDeploymentType?: string;
  readonly ovaBuildType?: string;
}

/** How a node is. */
export interface HdsNodeAvailability extends ApiObject {
  readonly nodeAvailability?: string;
  readonly hdsHealthStatus?: string;
  readonly hdsUnhealthyReasons?: readonly string[];
}

/** A stretch of time in which as many nodes were there. */
export interface HdsAvailabilitySegment extends ApiObject {
  /** ISO 8601. */
  readonly segmentStartTime?: string;
  /** ISO 8601. */
  readonly segmentEndTime?: string;
  readonly onlineNodeCount?: number;
  readonly offlineNodeCount?: number;
  readonly totalNodeCount?: number;
}

/** The database of an organization. */
export interface HdsDatabase extends ApiObject {
  readonly context?: HdsDatabaseContext;
  readonly databaseType?: string;
  readonly databaseVersion?: string;
}

/** Whose database it is. */
export interface HdsDatabaseContext extends ApiObject {
  readonly orgId?: string;
}

/** The organizations whose keys a partner keeps. */
export interface HdsTenants extends ApiObject {
  readonly context?: HdsTenantsContext;
  readonly tenants?: readonly HdsTenant[];
}

/** Who keeps the keys. */
export interface HdsTenantsContext extends ApiObject {
  readonly partnerOrgId?: string;
}

/** An organization whose keys a partner keeps. */
export interface HdsTenant extends ApiObject {
  readonly tenantOrgId?: string;
  readonly tenantName?: string;
  /** The state of its customer-managed key. */
  readonly cmkState?: string;
  readonly tenantOrgState?: string;
}

/** What the network tests of a node found. */
export interface HdsNetworkTests extends HdsAnswer<HdsNetworkTestItem> {
  readonly orgId?: string;
}

export interface HdsNetworkTestItem extends ApiObject {
  readonly clusters?: HdsNetworkTestCluster;
}

export interface HdsNetworkTestCluster extends ApiObject {
  readonly clusterId?: string;
  readonly clusterName?: string;
  readonly nodes?: readonly HdsNetworkTestNode[];
}

export interface HdsNetworkTestNode extends ApiObject {
  readonly nodeId?: string;
  readonly hostname?: string;
  readonly hostIp?: string;
  readonly testResults?: readonly HdsNetworkTestRun[];
}

/** The tests that were triggered together. */
export interface HdsNetworkTestRun extends ApiObject {
  readonly triggerType?: OpenEnum<'OnDemand' | 'Periodic'>;
  readonly results?: readonly HdsNetworkTestResult[];
}

/** One test: bandwidth, DNS resolution or HTTPS connectivity. */
export interface HdsNetworkTestResult extends ApiObject {
  readonly timestamp?: string;
  readonly type?: string;
  readonly results?: readonly HdsServiceTypeResult[];
}

export interface HdsServiceTypeResult extends ApiObject {
  readonly serviceType?: string;
  readonly services?: readonly HdsServiceResult[];
}

export interface HdsServiceResult extends ApiObject {
  readonly serviceName?: string;
  readonly testResult?: string;
}

export interface GetHdsNetworkTests {
  /** Only tests that were triggered so. */
  triggerType?: 'OnDemand' | 'Periodic' | 'All' | undefined;
}

export interface GetHdsAvailability {
  /** At most a day ago; ISO 8601. */
  from: string;
  /** ISO 8601. */
  to: string;
}

/**
 * Hybrid data security (HDS): the state of the clusters and nodes that keep an organization's keys on its own premises.
 * For administrators of such an organization.
 *
 * @see https://developer.webex.com/docs/api/v1/hds
 */
export class HybridDataSecurity {
  constructor(protected readonly session: Session) {}

  /** An organization and its clusters. */
  getOrganization(organizationId: string, options?: RequestOptions): Promise<HdsAnswer<HdsOrganization>> {
    return this.session.get<HdsAnswer<HdsOrganization>>(['hds', 'organizations', organizationId], options);
  }

  /** A cluster: its nodes, state and upgrade schedule. */
  getCluster(clusterId: string, options?: RequestOptions): Promise<HdsAnswer<HdsClusters>> {
    return this.session.get<HdsAnswer<HdsClusters>>(['hds', 'clusters', clusterId], options);
  }

  /** A node: its health, version, proxy and deployment. */
  getNode(nodeId: string, options?: RequestOptions): Promise<HdsAnswer<HdsClusters>> {
    return this.session.get<HdsAnswer<HdsClusters>>(['hds', 'nodes', nodeId], options);
  }

  /** The database of an organization: its type and version. */
  getDatabase(organizationId: string, options?: RequestOptions): Promise<HdsDatabase> {
    return this.session.get<HdsDatabase>(['hds', 'organizations', organizationId, 'database'], options);
  }

  /** The organizations whose keys a partner organization keeps. */
  getTenants(organizationId: string, options?: RequestOptions): Promise<HdsTenants> {
    return this.session.get<HdsTenants>(['hds', 'organizations', organizationId, 'tenants'], options);
  }

  /** What the latest network tests of a node found. */
  getNetworkTests(
    nodeId: string,
    query: GetHdsNetworkTests = {},
    options?: RequestOptions,
  ): Promise<HdsNetworkTests> {
    return this.session.get<HdsNetworkTests>(['hds', 'testResults', 'nodes', nodeId, 'networkTest'], {
      ...options,
      query,
    });
  }

  /** How many nodes of a cluster were there at which times. */
  getAvailability(
    clusterId: string,
    query: GetHdsAvailability,
    options?: RequestOptions,
  ): Promise<HdsAnswer<HdsClusters>> {
    return this.session.get<HdsAnswer<HdsClusters>>(['hds', 'clusters', clusterId, 'availability'], {
      ...options,
      query,
      rules: { required: ['from', 'to'] },
    });
  }
}
