/** The state of an application. Dispatches `change` after each change. */
export class Store extends EventTarget {

	#state;

	constructor(state = {}) {
		super();
		this.#state = Object.freeze({ ...state });
	}

	/** The present state, which is never changed itself. */
	get state() {
		return this.#state;
	}

	get(name) {
		return this.#state[name];
	}

	/** Replaces parts of the state. */
	set(changes) {
		if (Object.keys(changes).some((name) => changes[name] !== this.#state[name])) {
			this.#state = Object.freeze({ ...this.#state, ...changes });
			this.dispatchEvent(new Event('change'));
		}
	}

}

/** Draws a component again when a store (or another target of the event) changes. */
export class StoreController {

	#host;

	#store;

	#event;

	#draw = () => this.#host.requestUpdate();

	constructor(host, store, event = 'change') {
		this.#host = host;
		this.#store = store;
		this.#event = event;
		host.addController(this);
	}

	hostConnected() {
		this.#store.addEventListener(this.#event, this.#draw);
		this.#draw();
	}

	hostDisconnected() {
		this.#store.removeEventListener(this.#event, this.#draw);
	}

}
