import { Element as Shared } from 'shared/element.js';
import { StoreController } from 'shared/store.js';

/** The base of the console's elements: it is drawn again when one of its stores dispatches `change`. */
export class Element extends Shared {

	/** The stores to watch, which do not change while the element is displayed. */
	get stores() {
		return [];
	}

	connectedCallback() {
		this.stores.filter((store) => !this.#watched.has(store)).forEach((store) => {
			this.#watched.add(store);
			new StoreController(this, store);
		});
		super.connectedCallback();
	}

	#watched = new Set();

}
