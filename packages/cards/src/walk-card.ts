import type { Action, SelectAction } from './actions.js';
import type { Card } from './card.js';
import type { CardElement, Column } from './elements.js';

/** Whatever can be in the body of a card. */
export type Node = CardElement | Column;

/** The elements of a card, those inside others too, but not those of the cards it can show. */
export function elementsOf(card: Card): Node[] {
  return (card.body ?? []).flatMap(descend);
}

/** The actions of a card, wherever they are, but not those of the cards it can show. */
export function actionsOf(card: Card): Action[] {
  const amid = elementsOf(card).flatMap((node) => [
    ...(node.type === 'ActionSet' ? node.actions : []),
    ...selected(node),
  ]);
  return [...(card.actions ?? []), ...amid, ...selected(card)];
}

/** A card, and all those that it can show. */
export function cardsIn(card: Card): Card[] {
  const shown = actionsOf(card).flatMap((action) => (action.type === 'Action.ShowCard' ? [action.card] : []));
  return [card, ...shown.flatMap(cardsIn)];
}

function descend(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(descend)];
}

function childrenOf(node: Node): readonly Node[] {
  if (node.type === 'Container' || node.type === 'Column') return node.items;
  if (node.type === 'ColumnSet') return node.columns;
  return node.type === 'ImageSet' ? node.images : [];
}

function selected(node: Node | Card): SelectAction[] {
  return 'selectAction' in node && node.selectAction !== undefined ? [node.selectAction] : [];
}
