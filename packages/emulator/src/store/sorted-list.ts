/**
 * Items in ascending order of a key, which no two of them share and which must not change while they are in here.
 * Finding a place takes O(log n), so the cost of a page does not depend on the length of the list.
 */
export class SortedList<Item> {
  readonly #items: Item[] = [];

  constructor(readonly keyOf: (item: Item) => string) {}

  add(item: Item): void {
    const key = this.keyOf(item);
    const last = this.#items.at(-1);
    if (last === undefined || this.keyOf(last) < key) this.#items.push(item);
    else this.#items.splice(this.#place(key), 0, item);
  }

  remove(item: Item): void {
    const place = this.#place(this.keyOf(item));
    if (this.#items[place] === item) this.#items.splice(place, 1);
  }

  /** From the first item after this key. */
  *ascending(after = ''): Generator<Item> {
    for (let place = this.#place(after); place < this.#items.length; place += 1) {
      const item = this.#items[place];
      if (item !== undefined && this.keyOf(item) !== after) yield item;
    }
  }

  /** From the last item before this key. */
  *descending(before?: string): Generator<Item> {
    const end = before === undefined ? this.#items.length : this.#place(before);
    for (let place = end - 1; place >= 0; place -= 1) {
      const item = this.#items[place];
      if (item !== undefined) yield item;
    }
  }

  /** Where the first item stands whose key is not less than this one. */
  #place(key: string): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && this.keyOf(item) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
