import { expectTypeOf, test } from 'vitest';
import { type Paginator, type Room, type Session, WebexTeamsAPI } from '../src/index.js';

class Gadgets {
  constructor(protected readonly session: Session) {}
  get(gadgetId: string): Promise<{ id: string }> {
    return this.session.get(['gadgets', gadgetId]);
  }
}

test('a WebexTeamsAPI has its resources and no others', () => {
  const api = new WebexTeamsAPI();
  expectTypeOf(api.rooms.list()).toEqualTypeOf<Paginator<Room>>();
  // @ts-expect-error there is no such resource
  api.gadgets;
});

test('extend and bind extend the type and do not change the original', () => {
  const api = new WebexTeamsAPI();
  const extended = api.extend({ gadgets: Gadgets });
  expectTypeOf(extended.gadgets).toEqualTypeOf<Gadgets>();
  expectTypeOf(extended.rooms).toEqualTypeOf(api.rooms);
  const bound = extended.bind({
    async title(roomId: string) {
      expectTypeOf(this.gadgets).toEqualTypeOf<Gadgets>();
      return (await this.rooms.get(roomId)).id;
    },
    twice(roomId: string) {
      return Promise.all([this.title(roomId), this.title(roomId)]);
    },
  });
  expectTypeOf(bound.title).toEqualTypeOf<(roomId: string) => Promise<string>>();
  expectTypeOf(bound.twice).toEqualTypeOf<(roomId: string) => Promise<[string, string]>>();
  expectTypeOf(bound.extend({ ofMyOwn: Gadgets }).title).toEqualTypeOf(bound.title);
  // @ts-expect-error the original has no such method
  api.title;
});

test('a name that is taken does not compile', () => {
  const api = new WebexTeamsAPI();
  // @ts-expect-error a resource
  api.extend({ rooms: Gadgets });
  // @ts-expect-error a method
  api.bind({ extend: () => 1 });
  // @ts-expect-error a property
  api.bind({ session: () => 1 });
  // @ts-expect-error `then` would make the object a thenable
  api.bind({ ['then' as const]: () => 1 });
  // @ts-expect-error taken by an extension
  api.extend({ gadgets: Gadgets }).bind({ gadgets: () => 1 });
  // @ts-expect-error every object has it
  api.bind({ toString: () => 'x' });
});
