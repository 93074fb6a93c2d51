/** The shape of a value, in the documents or in our declarations, which are compared. */
export interface Shape {
  readonly type:
    | 'string'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'array'
    | 'object'
    | 'union'
    | 'unknown'
    | 'nothing';
  /** The values an enumeration allows. */
  readonly values?: readonly string[];
  /** Whether a declared enumeration allows other values too. */
  readonly open?: boolean;
  /** The shape of an array's items. */
  readonly items?: Shape;
  /** The attributes of an object; absent if they are not described. */
  readonly attributes?: Attributes;
  /** The members of a declared union. */
  readonly alternatives?: readonly Shape[];
  /** The interface that declares an object. */
  readonly name?: string;
}

/** A parameter, or an attribute of an object. */
export interface Attribute extends Shape {
  readonly required?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;
