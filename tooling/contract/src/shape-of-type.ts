import ts from 'typescript';
import type { Attribute, Attributes, Shape } from './shape.js';

/** Returns the shape of a declared type. `name` is used for objects without a named interface. */
export function shapeOfType(type: ts.Type, program: ts.Program, name: string): Shape {
  const checker = program.getTypeChecker();
  return shapeOf(type, name, []);

  function shapeOf(type: ts.Type, name: string, around: readonly ts.Type[]): Shape {
    const is = (flags: ts.TypeFlags) => (type.flags & flags) !== 0;
    const constraint = is(ts.TypeFlags.Instantiable) ? checker.getBaseConstraintOfType(type) : undefined;
    if (constraint !== undefined && constraint !== type) return shapeOf(constraint, name, around);
    if (is(ts.TypeFlags.Any)) throw new Error(`The type of ${name} can't be resolved.`);
    if (type.isUnion()) return shapeOfUnion(type.types, name, around);
    if (type.isStringLiteral()) return { type: 'string', values: [type.value] };
    if (is(ts.TypeFlags.String)) return { type: 'string' };
    if (is(ts.TypeFlags.NumberLike)) return { type: 'number' };
    if (is(ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    if (is(ts.TypeFlags.VoidLike)) return { type: 'nothing' };
    if (isOpen(type)) return { type: 'string', open: true };
    if (checker.isArrayType(type)) {
      const [items] = checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', ...(items && { items: shapeOf(items, name, around) }) };
    }
    if (is(ts.TypeFlags.NonPrimitive | ts.TypeFlags.Object)) return shapeOfObject(type, name, around);
    return { type: 'unknown' };
  }

  /** A union without what makes it optional. The literals of an enumeration become one shape. */
  function shapeOfUnion(types: readonly ts.Type[], name: string, around: readonly ts.Type[]): Shape {
    const empty = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
    const present = types.filter((type) => (type.flags & empty) === 0);
    const literals = present.filter((type) => type.isStringLiteral());
    const open = present.some(isOpen);
    const booleans = present.filter((type) => (type.flags & ts.TypeFlags.BooleanLike) !== 0);
    const others = present.filter(
      (type) => !type.isStringLiteral() && !isOpen(type) && !booleans.includes(type),
    );
    const alternatives: Shape[] = [
      ...(literals.length > 0
        ? [{ type: 'string' as const, values: literals.map((type) => type.value), ...(open && { open }) }]
        : []),
      ...(booleans.length > 0 ? [{ type: 'boolean' as const }] : []),
      ...others.map((type) => shapeOf(type, name, around)),
    ];
    const [only] = alternatives;
    return alternatives.length === 1 && only !== undefined ? only : { type: 'union', alternatives };
  }

  function shapeOfObject(type: ts.Type, name: string, around: readonly ts.Type[]): Shape {
    const foreign = type.symbol?.declarations?.some((declaration) =>
      declaration.getSourceFile().fileName.includes('/node_modules/'),
    );
    // Built-in types are not documented, and recursive types would never end.
    if (foreign || around.includes(type)) return { type: 'object' };
    const named = isInterface(type) ? type.symbol.name : name;
    // Properties named by symbols are never sent.
    const properties = checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('__@'));
    if (properties.length === 0) return { type: 'object', name: named };
    return { type: 'object', name: named, attributes: attributesOf(properties, named, [...around, type]) };
  }

  function attributesOf(
    properties: readonly ts.Symbol[],
    name: string,
    around: readonly ts.Type[],
  ): Attributes {
    return Object.fromEntries(
      properties.map((property): [string, Attribute] => {
        const required = (property.flags & ts.SymbolFlags.Optional) === 0;
        const type = checker.getTypeOfSymbol(property);
        return [
          property.name,
          { ...shapeOf(type, `${name}.${property.name}`, around), ...(required && { required }) },
        ];
      }),
    );
  }
}

function isInterface(type: ts.Type): boolean {
  return type.symbol !== undefined && (type.symbol.flags & ts.SymbolFlags.Interface) !== 0;
}

/** Returns true for the `string & Record<never, never>` that keeps an enumeration open. */
function isOpen(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => (part.flags & ts.TypeFlags.String) !== 0);
}
