import { kept } from 'shared/database.js';
import { Store } from 'shared/store.js';

const NOTICES = 'notices';

const MOST = 200;

/** What the server decided otherwise than the door had said, newest first, until somebody has read it. */
export class Notices extends Store {

	constructor() {
		super({ all: [] });
	}

	async restore() {
		this.set({ all: await kept.get(NOTICES) ?? [] });
	}

	add(notice) {
		return this.#keep([notice, ...this.state.all.filter(({ id }) => id !== notice.id)].slice(0, MOST));
	}

	/** Removes them all. */
	dismiss() {
		return this.#keep([]);
	}

	async #keep(all) {
		this.set({ all });
		await kept.put(NOTICES, all).catch(() => undefined);
	}

}
