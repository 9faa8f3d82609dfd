import { text } from 'shared/messages.js';

import { notices } from '../notices.js';
import { neighbour, nudged } from './geometry.js';

/** Walks from box to box by keys, and moves a session by keys. */
export class Keys {

	/** Whether the move in progress is made by keys. */
	moving = false;

	/**
	 * @param grid the element with `mover`, `boxes`, `columns`, `frame`, `boxFor(event)` and `open(box)`
	 */
	constructor(grid) {
		this.grid = grid;
	}

	press(event) {
		const box = this.grid.boxFor(event);
		if (!box || event.altKey || event.ctrlKey || event.metaKey) {
			return;
		}
		if (this.grid.mover.active ? this.#move(event) : this.#walk(event, box)) {
			event.preventDefault();
			event.stopPropagation();
		}
	}

	#walk({ key }, box) {
		switch (key) {
			case 'Enter': this.grid.open(box); return true;
			case ' ': case 'm': this.#pickUp(box); return true;
			default: return this.#go(neighbour(this.grid.boxes, box.key, key));
		}
	}

	#move(event) {
		const { mover } = this.grid;
		switch (event.key) {
			case 'Enter': case ' ': this.#drop(); return true;
			case 'Escape': mover.cancel(); notices.say(text('grid.cancelled')); return true;
			case 'Tab': mover.cancel(); return false;
			default: return this.#nudge(event);
		}
	}

	#nudge(event) {
		const { mover, columns, frame } = this.grid;
		const place = nudged(mover.origin, mover.place, event, columns, frame);
		if (place) {
			mover.aim(place);
			notices.say(mover.target());
		}
		return place !== undefined;
	}

	#go(key) {
		if (key) {
			this.grid.querySelector(`.box[data-key="${CSS.escape(key)}"]`).focus();
		}
		return key !== undefined;
	}

	#pickUp(box) {
		this.moving = true;
		this.grid.mover.start(box.session, box.column);
		notices.say(text('grid.picked', { title: box.session.title }));
	}

	async #drop() {
		const { id } = this.grid.mover.session;
		await this.grid.mover.drop();
		await this.grid.updateComplete;
		this.grid.querySelector(`.box[data-id="${CSS.escape(id)}"]`)?.focus();
	}

}
