import type { Facts, Operation } from './facts.js';
import type { Attributes, Shape } from './shape.js';

type Json = Readonly<Record<string, unknown>>;

/** Returns the operations of an OpenAPI document whose path is wanted, without descriptions. */
export function deriveFacts(document: unknown, wanted: (path: string) => boolean): Facts {
  const root = object(document, 'the document');
  const operations: Record<string, Operation> = {};
  for (const [path, methods] of Object.entries(object(root.paths, 'paths'))) {
    if (!wanted(path)) continue;
    for (const [method, operation] of Object.entries(object(methods, path))) {
      const name = `${method.toUpperCase()} ${path}`;
      operations[name] = deriveOperation(object(operation, name));
    }
  }
  return operations;

  function deriveOperation(operation: Json): Operation {
    const parameters = list(operation.parameters).map((parameter) => resolve(parameter));
    const body = operation.requestBody && schemaOf(operation.requestBody);
    const answers = Object.entries(object(operation.responses, 'responses'))
      .filter(([status]) => status.startsWith('2'))
      .map(([status, response]): [string, Shape] => [status, shapeOf(schemaOf(response))]);
    return {
      path: parametersIn('path', parameters),
      query: parametersIn('query', parameters),
      ...(body ? { body: shapeOf(body) } : {}),
      answers: Object.fromEntries(answers),
    };
  }

  function parametersIn(place: string, parameters: readonly Json[]): Attributes {
    const here = parameters.filter((parameter) => parameter.in === place);
    return Object.fromEntries(
      here.map((parameter) => [
        String(parameter.name),
        { ...shapeOf(parameter.schema), ...(parameter.required === true && { required: true }) },
      ]),
    );
  }

  /** Returns the schema of a body or a response, whatever its media type; `undefined` if there is none. */
  function schemaOf(content: unknown): unknown {
    const { content: byMediaType = {} } = resolve(content);
    const [first] = Object.values(object(byMediaType, 'content'));
    return first === undefined ? undefined : object(first, 'a media type').schema;
  }

  function shapeOf(schema: unknown): Shape {
    if (schema === undefined) return { type: 'nothing' };
    const { type, enum: values, items, properties, required } = resolve(schema);
    return {
      type: typeOf(type),
      ...(values !== undefined && { values: list(values).map(String) }),
      ...(items !== undefined && { items: shapeOf(items) }),
      ...(properties !== undefined && {
        attributes: attributesOf(object(properties, 'properties'), list(required)),
      }),
    };
  }

  function attributesOf(properties: Json, required: readonly unknown[]): Attributes {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        { ...shapeOf(schema), ...(required.includes(name) && { required: true }) },
      ]),
    );
  }

  /** Resolves a reference, or returns the value itself. */
  function resolve(value: unknown): Json {
    const found = object(value, 'a schema');
    if (typeof found.$ref !== 'string') return found;
    const names = found.$ref.replace(/^#\//, '').split('/');
    return resolve(names.reduce<unknown>((at, name) => object(at, String(found.$ref))[name], root));
  }
}

function typeOf(type: unknown): Shape['type'] {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
    case 'object':
    case 'integer':
      return type;
    case undefined:
      return 'unknown';
    default:
      throw new TypeError(`There is no rule for the type ${JSON.stringify(type)}.`);
  }
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`Expected ${what} to be an object.`);
  }
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown = []): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('Expected an array.');
  return value;
}
