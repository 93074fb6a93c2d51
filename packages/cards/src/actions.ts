import type { Card } from './card.js';

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What every button can have. */
interface ActionOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly iconUrl?: string | undefined;
  readonly style?: 'default' | 'positive' | 'destructive' | undefined;
}

export interface SubmitOptions<Data extends SubmitData, Associated extends AssociatedInputs>
  extends ActionOptions {
  /** Comes with the form's values, and tells which button it was. */
  readonly data?: Data | undefined;
  /** Whether the inputs' values are sent too. Default: `auto`, which is yes. */
  readonly associatedInputs?: Associated | undefined;
}

export type SubmitData = Readonly<Record<string, Json>>;
export type AssociatedInputs = 'auto' | 'none';

export interface Submit<
  Data extends SubmitData = SubmitData,
  Associated extends AssociatedInputs = AssociatedInputs,
> extends SubmitOptions<Data, Associated> {
  readonly type: 'Action.Submit';
}

export interface OpenUrlOptions extends ActionOptions {
  readonly url: string;
}

export interface OpenUrl extends OpenUrlOptions {
  readonly type: 'Action.OpenUrl';
}

export interface ShowCardOptions<Shown extends Card> extends ActionOptions {
  readonly card: Shown;
}

export interface ShowCard<Shown extends Card = Card> extends ShowCardOptions<Shown> {
  readonly type: 'Action.ShowCard';
}

export interface ToggleVisibilityOptions extends ActionOptions {
  /** The ids of the elements to show or hide. */
  readonly targetElements: readonly (
    | string
    | { readonly elementId: string; readonly isVisible?: boolean | undefined }
  )[];
}

export interface ToggleVisibility extends ToggleVisibilityOptions {
  readonly type: 'Action.ToggleVisibility';
}

/** What a button does. */
export type Action = Submit | OpenUrl | ShowCard | ToggleVisibility;

/** What can happen when an element is clicked. */
export type SelectAction = Submit | OpenUrl | ToggleVisibility;

/** Sends the values of the card's inputs, and those of the cards around it, to the bot. */
export function submit<
  const Data extends SubmitData = Record<never, Json>,
  const Associated extends AssociatedInputs = 'auto',
>(action: SubmitOptions<Data, Associated> = {}): Submit<NoInfer<Data>, NoInfer<Associated>> {
  return { type: 'Action.Submit', ...action };
}

/** Opens an address. */
export function openUrl(action: OpenUrlOptions): OpenUrl {
  return { type: 'Action.OpenUrl', ...action };
}

/** Unfolds another card below the buttons. */
export function showCard<const Shown extends Card>(action: ShowCardOptions<Shown>): ShowCard<Shown> {
  return { type: 'Action.ShowCard', ...action };
}

/** Shows elements that are hidden, and hides those that are not. */
export function toggleVisibility(action: ToggleVisibilityOptions): ToggleVisibility {
  return { type: 'Action.ToggleVisibility', ...action };
}
