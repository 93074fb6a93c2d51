import { className } from '../naming.js';
import { singular } from './singular.js';

/** The source of a new resource: the usual five methods, to be made those of the service. */
export function resourceSource(name: string): string {
  const Class = className(name);
  const Entity = className(singular(name));
  const entity = Entity.charAt(0).toLowerCase() + Entity.slice(1);
  return `import type { ApiObject, Paginator, RequestOptions, Session } from '@wxt/core';

/** What the service answers with. */
export interface ${Entity} extends ApiObject {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly created?: string;
}

export interface List${Class} {
  /** Page size, not a total. */
  max?: number | undefined;
}

export interface Create${Entity} {
  name: string;
}

export interface Update${Entity} {
  name: string;
}

/**
 * What they are.
 *
 * @see https://developer.webex.com/docs/api/v1/${name}
 */
export class ${Class} {
  constructor(protected readonly session: Session) {}

  /** Lists them; pages by the service's links. */
  list(query: List${Class} = {}, options?: RequestOptions): Paginator<${Entity}> {
    return this.session.list<${Entity}>(['${name}'], { ...options, query });
  }

  /** Creates one. */
  create(${entity}: Create${Entity}, options?: RequestOptions): Promise<${Entity}> {
    const rules = { required: ['name'] };
    return this.session.post<${Entity}>(['${name}'], { ...options, body: ${entity}, rules });
  }

  /** Throws a NotFoundError for those the token's owner can't see. */
  get(${entity}Id: string, options?: RequestOptions): Promise<${Entity}> {
    return this.session.get<${Entity}>(['${name}', ${entity}Id], options);
  }

  /** Changes one. */
  update(${entity}Id: string, ${entity}: Update${Entity}, options?: RequestOptions): Promise<${Entity}> {
    const rules = { required: ['name'] };
    return this.session.put<${Entity}>(['${name}', ${entity}Id], { ...options, body: ${entity}, rules });
  }

  /** Deletes one. */
  delete(${entity}Id: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['${name}', ${entity}Id], options);
  }
}
`;
}
