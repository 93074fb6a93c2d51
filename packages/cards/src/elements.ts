import type { Action, SelectAction } from './actions.js';
import type { Input } from './inputs.js';

/** How far an element is from the one before it. */
export type Spacing = 'default' | 'none' | 'small' | 'medium' | 'large' | 'extraLarge' | 'padding';
export type TextColor = 'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention';
export type TextSize = 'default' | 'small' | 'medium' | 'large' | 'extraLarge';
export type TextWeight = 'default' | 'lighter' | 'bolder';
export type ContainerStyle = 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
export type HorizontalAlignment = 'left' | 'center' | 'right';
export type VerticalAlignment = 'top' | 'center' | 'bottom';
export type ImageSize = 'auto' | 'stretch' | 'small' | 'medium' | 'large';

/** What every element can have. */
export interface ElementOptions {
  /** What a toggleVisibility action calls it; for an input, what the form calls its value. */
  readonly id?: string | undefined;
  /** Default: true. */
  readonly isVisible?: boolean | undefined;
  /** Draws a line above it. */
  readonly separator?: boolean | undefined;
  readonly spacing?: Spacing | undefined;
  readonly height?: 'auto' | 'stretch' | undefined;
}

interface TextStyle {
  readonly color?: TextColor | undefined;
  readonly fontType?: 'default' | 'monospace' | undefined;
  readonly isSubtle?: boolean | undefined;
  readonly size?: TextSize | undefined;
  readonly weight?: TextWeight | undefined;
}

export interface TextBlockOptions extends ElementOptions, TextStyle {
  readonly horizontalAlignment?: HorizontalAlignment | undefined;
  readonly maxLines?: number | undefined;
  /** Breaks long lines in place of cutting them off. Default: false. */
  readonly wrap?: boolean | undefined;
}

export interface TextBlock extends TextBlockOptions {
  readonly type: 'TextBlock';
  /** May hold some Markdown: emphasis, lists and links. */
  readonly text: string;
}

export interface TextRunOptions extends TextStyle {
  readonly highlight?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly strikethrough?: boolean | undefined;
  readonly underline?: boolean | undefined;
}

export interface TextRun extends TextRunOptions {
  readonly type: 'TextRun';
  readonly text: string;
}

export interface RichTextBlockOptions extends ElementOptions {
  readonly horizontalAlignment?: HorizontalAlignment | undefined;
}

export interface RichTextBlock extends RichTextBlockOptions {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly (string | TextRun)[];
}

export interface ImageOptions<Select extends SelectAction> extends Omit<ElementOptions, 'height'> {
  /** What is said in place of the image. */
  readonly altText?: string | undefined;
  readonly backgroundColor?: string | undefined;
  /** `auto`, `stretch` or pixels: `50px`. */
  readonly height?: string | undefined;
  readonly horizontalAlignment?: HorizontalAlignment | undefined;
  readonly selectAction?: Select | undefined;
  readonly size?: ImageSize | undefined;
  readonly style?: 'default' | 'person' | undefined;
  /** Pixels: `50px`. */
  readonly width?: string | undefined;
}

export interface Image<Select extends SelectAction = SelectAction> extends ImageOptions<Select> {
  readonly type: 'Image';
  readonly url: string;
}

export interface ImageSetOptions extends ElementOptions {
  readonly imageSize?: ImageSize | undefined;
}

export interface ImageSet<Images extends readonly Image[] = readonly Image[]> extends ImageSetOptions {
  readonly type: 'ImageSet';
  readonly images: Images;
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

export interface FactSet extends ElementOptions {
  readonly type: 'FactSet';
  readonly facts: readonly Fact[];
}

export interface BackgroundImage {
  readonly url: string;
  readonly fillMode?: 'cover' | 'repeatHorizontally' | 'repeatVertically' | 'repeat' | undefined;
  readonly horizontalAlignment?: HorizontalAlignment | undefined;
  readonly verticalAlignment?: VerticalAlignment | undefined;
}

interface BoxOptions<Select extends SelectAction> extends ElementOptions {
  /** Lets it run to the edges of what it is in. */
  readonly bleed?: boolean | undefined;
  /** Pixels: `80px`. */
  readonly minHeight?: string | undefined;
  readonly selectAction?: Select | undefined;
  readonly style?: ContainerStyle | undefined;
}

export interface ContainerOptions<Select extends SelectAction> extends BoxOptions<Select> {
  readonly backgroundImage?: string | BackgroundImage | undefined;
  readonly verticalContentAlignment?: VerticalAlignment | undefined;
}

export interface Container<
  Items extends readonly CardElement[] = readonly CardElement[],
  Select extends SelectAction = SelectAction,
> extends ContainerOptions<Select> {
  readonly type: 'Container';
  readonly items: Items;
}

export interface ColumnOptions<Select extends SelectAction> extends ContainerOptions<Select> {
  /** `auto`, `stretch`, pixels (`50px`) or a share of what is left. */
  readonly width?: string | number | undefined;
}

export interface Column<
  Items extends readonly CardElement[] = readonly CardElement[],
  Select extends SelectAction = SelectAction,
> extends ColumnOptions<Select> {
  readonly type: 'Column';
  readonly items: Items;
}

export interface ColumnSetOptions<Select extends SelectAction> extends BoxOptions<Select> {
  readonly horizontalAlignment?: HorizontalAlignment | undefined;
}

export interface ColumnSet<
  Columns extends readonly Column[] = readonly Column[],
  Select extends SelectAction = SelectAction,
> extends ColumnSetOptions<Select> {
  readonly type: 'ColumnSet';
  readonly columns: Columns;
}

export interface ActionSet<Actions extends readonly Action[] = readonly Action[]> extends ElementOptions {
  readonly type: 'ActionSet';
  readonly actions: Actions;
}

/** Anything that can stand in a card. */
export type CardElement =
  | TextBlock
  | RichTextBlock
  | Image
  | ImageSet
  | FactSet
  | Container
  | ColumnSet
  | ActionSet
  | Input;

/** A paragraph of text, with some Markdown. */
export function textBlock(text: string, options: TextBlockOptions = {}): TextBlock {
  return { type: 'TextBlock', text, ...options };
}

/** A paragraph whose parts look different. */
export function richTextBlock(
  inlines: readonly (string | TextRun)[],
  options: RichTextBlockOptions = {},
): RichTextBlock {
  return { type: 'RichTextBlock', inlines, ...options };
}

/** A part of a richTextBlock; its text is shown as it is. */
export function textRun(text: string, options: TextRunOptions = {}): TextRun {
  return { type: 'TextRun', text, ...options };
}

/** An image, which Webex's apps have to be able to fetch. */
export function image<Select extends SelectAction = never>(
  url: string,
  options: ImageOptions<Select> = {},
): Image<NoInfer<Select>> {
  return { type: 'Image', url, ...options };
}

/** A gallery of images. */
export function imageSet<const Images extends readonly Image[]>(
  images: Images,
  options: ImageSetOptions = {},
): ImageSet<Images> {
  return { type: 'ImageSet', images, ...options };
}

/** A table of two columns: names and values. */
export function factSet(
  facts: readonly Fact[] | Readonly<Record<string, string>>,
  options: ElementOptions = {},
): FactSet {
  const pairs: readonly Fact[] = isList(facts)
    ? facts
    : Object.entries(facts).map(([title, value]) => ({ title, value }));
  return { type: 'FactSet', facts: pairs, ...options };
}

/** Elements that belong together. */
export function container<const Items extends readonly CardElement[], Select extends SelectAction = never>(
  items: Items,
  options: ContainerOptions<Select> = {},
): Container<Items, NoInfer<Select>> {
  return { type: 'Container', items, ...options };
}

/** Columns side by side. */
export function columnSet<const Columns extends readonly Column[], Select extends SelectAction = never>(
  columns: Columns,
  options: ColumnSetOptions<Select> = {},
): ColumnSet<Columns, NoInfer<Select>> {
  return { type: 'ColumnSet', columns, ...options };
}

/** A column of a columnSet. */
export function column<const Items extends readonly CardElement[], Select extends SelectAction = never>(
  items: Items,
  options: ColumnOptions<Select> = {},
): Column<Items, NoInfer<Select>> {
  return { type: 'Column', items, ...options };
}

/** Buttons amid the elements; those at the foot of a card are its `actions`. */
export function actionSet<const Actions extends readonly Action[]>(
  actions: Actions,
  options: ElementOptions = {},
): ActionSet<Actions> {
  return { type: 'ActionSet', actions, ...options };
}

function isList(facts: readonly Fact[] | Readonly<Record<string, string>>): facts is readonly Fact[] {
  return Array.isArray(facts);
}
