import { client, Following } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { contentLanguage } from 'shared/language.js';
import { page } from 'shared/page.js';
import { everything } from 'shared/pages.js';
import { Store } from 'shared/store.js';

import { operations } from './operations.js';

const HOUR = 3_600_000;

/** How often everything is read again, for seats and for what moves into the window. */
const AGAIN = 15_000;

/** The programme of the hours around now, as a screen needs it. It is kept on the device and followed by a subscription. */
class Programme extends Store {

	#following = new Following(() => this.read().then(() => this.#follow()), AGAIN);

	#timer;

	#reading;

	#again = false;

	constructor() {
		super({ event: undefined, sessions: [], rooms: [], announcements: [], readAt: undefined, live: false });
	}

	/** The language of the event's texts; undefined if it is not known. */
	get lang() {
		return contentLanguage(this.state.event?.languages ?? []);
	}

	/** Shows what is kept, then reads, and follows from there. */
	async start() {
		const last = await kept.get('programme');
		if (last && !this.state.event) {
			this.set({ ...last, live: false });
		}
		await this.read();
		this.#follow();
		this.#timer = setInterval(() => this.read(), AGAIN);
	}

	stop() {
		this.#following.stop();
		clearInterval(this.#timer);
	}

	/** Reads everything. Calls during a reading cause one more. */
	read() {
		if (this.#reading) {
			this.#again = true;
			return this.#reading;
		}
		this.#reading = this.#readOnce().finally(() => {
			this.#reading = undefined;
			if (this.#again) {
				this.#again = false;
				this.read();
			}
		});
		return this.#reading;
	}

	async #readOnce() {
		try {
			const next = await window(Date.now());
			this.set({ ...next, live: true });
			await kept.put('programme', next).catch(() => undefined);
		}
		catch {
			this.set({ live: false });
		}
	}

	#follow() {
		this.#following.add(operations.ProgrammeChanged, { eventId: page.eventId, after: this.state.event?.version }, {
			next: () => this.read(),
			state: (state) => {
				if (state !== 'live') {
					this.set({ live: false });
				}
				else if (!this.state.live) {
					this.read();
				}
			}
		});
	}

}

async function window(now) {
	const variables = {
		eventId: page.eventId,
		from: new Date(now - 12 * HOUR).toISOString(),
		to: new Date(now + 16 * HOUR).toISOString()
	};
	let event;
	const sessions = await everything(async (after) => {
		({ event } = await client.execute(operations.Programme, { ...variables, after }));
		return event.sessions;
	});
	const { rooms, announcements, sessions: _, ...rest } = event;
	return { event: rest, rooms, announcements: announcements.nodes, sessions, readAt: now };
}

export const programme = new Programme();
