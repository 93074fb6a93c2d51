/** What a value is: of the documents or of our declarations, which are held against each other. */
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
  /** Whether an enumeration of ours allows others too. */
  readonly open?: boolean;
  /** What an array holds. */
  readonly items?: Shape;
  /** What an object holds; absent where nothing is said about it. */
  readonly attributes?: Attributes;
  /** What a union of ours is made of. */
  readonly alternatives?: readonly Shape[];
  /** The interface that declares an object of ours. */
  readonly name?: string;
}

/** A parameter, or an attribute of an object. */
export interface Attribute extends Shape {
  readonly required?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;
