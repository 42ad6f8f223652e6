/** How many requests are under way of one grant, or to one server, in this process. */

const manyKeys = 1_000;

/** Of one key; whoever is in leaves it once. */
export type Place = { readonly key: string; taken: number };

export class InFlight {
  private readonly places = new Map<string, Place>();

  /** null where the bound is reached. */
  enter(key: string, most: number): Place | null {
    let place = this.places.get(key);
    if (place === undefined) {
      place = { key, taken: 0 };
      this.places.set(key, place);
    }
    if (place.taken >= most) return null;
    place.taken += 1;
    return place;
  }

  leave(place: Place): void {
    place.taken -= 1;
    // A table that loses a key with each request is built again and again.
    if (place.taken === 0 && this.places.size > manyKeys) this.places.delete(place.key);
  }
}
