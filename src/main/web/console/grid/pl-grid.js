import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { timeAt } from 'shared/time.js';
import { href } from 'shared/router.js';

import { board } from '../board.js';
import { Element } from '../element.js';
import { boxTemplate } from './box.js';
import { Drag } from './drag.js';
import { boxesOf, columnsOf, frame, MINUTE } from './geometry.js';
import { Keys } from './keys.js';

/**
 * The rooms and times of a day. Each room is a row for assistive technology and a column for the eye.
 * @property mover the move in progress
 * @fires open-session with the id of the session
 */
class Grid extends Element {

	static properties = { mover: { attribute: false } };

	#drag = new Drag(this);

	#keys = new Keys(this);

	#focused = null;

	/** Whether a box had the focus before the grid was drawn. Somebody else can move that box to another room. */
	#hadFocus = false;

	boxes = [];

	get stores() {
		return [board, this.mover];
	}

	get scroller() {
		return this.querySelector('.scroll');
	}

	render() {
		const sessions = board.sessionsOfDay;
		this.columns = columnsOf(board.event.rooms, sessions);
		this.frame = frame(board.day, sessions);
		this.boxes = boxesOf(sessions, this.columns, this.frame);
		if (!this.boxes.some(({ key }) => key === this.#focused)) {
			this.#focused = this.boxes.find(({ session }) => this.#focused?.startsWith(session.id))?.key ?? this.boxes[0]?.key ?? null;
		}
		if (board.isEmpty) {
			return html`<p class="empty">${text('grid.nothing')} <a href=${href('import')}>${text('nav.import')}</a></p>`;
		}
		return html`
			<p id="grid-help" class="help">${text(this.boxes.length === 0 ? 'grid.empty' : 'grid.help')}</p>
			<div class="scroll">
				<div class="grid" role="grid" aria-label=${text('grid.label')} aria-describedby="grid-help"
						.style=${`--columns: ${this.columns.length}; --minutes: ${this.frame.minutes}`}
						@keydown=${(event) => this.#keys.press(event)} @click=${this.#click} @focusin=${this.#focus} @pointerdown=${this.#down}>
					<div class="times" aria-hidden="true">${this.frame.hours.map((hour) => html`
						<span .style=${`--at: ${(hour - this.frame.from) / MINUTE}`}>${timeAt(hour, board.event.timezone)}</span>`)}</div>
					${this.columns.map((column, index) => this.#column(column, index))}
					<div class="marker" aria-hidden="true"></div>
				</div>
			</div>`;
	}

	#column({ name, capacity }, index) {
		return html`<div class="column" role="row">
			<div class="room" role="rowheader"><strong>${name ?? text('room.none')}</strong>
				${capacity ? html`<small>${text('room.capacity', { capacity })}</small>` : nothing}</div>
			<div class="boxes" role="presentation">${this.boxes.filter(({ column }) => column === index)
				.map((box) => boxTemplate(box, this.columns[index], box.key === this.#focused, this.mover))}</div>
		</div>`;
	}

	willUpdate() {
		this.#hadFocus = this.querySelector('.box:focus') !== null;
	}

	updated() {
		if (this.#hadFocus && !this.querySelector('.box:focus')) {
			this.querySelector('.box[tabindex="0"]')?.focus();
		}
		if (this.mover.active) {
			this.#mark();
		}
		else {
			this.querySelectorAll('.box').forEach((box) => box.style.removeProperty('transform'));
			this.#marker?.setAttribute('hidden', '');
		}
	}

	get #marker() {
		return this.querySelector('.marker');
	}

	/** Shows the place that is aimed at, without drawing the grid again. */
	#mark = () => {
		const { place, origin } = this.mover;
		const marker = this.#marker;
		const { column, minute } = this.scale();
		marker.hidden = false;
		marker.style.width = `${column}px`;
		marker.style.height = `${(place.to - place.from) / MINUTE * minute}px`;
		marker.style.transform = `translate(${place.column * column}px, ${(place.from - this.frame.from) / MINUTE * minute}px)`;
		marker.textContent = timeAt(place.from, board.event.timezone);
		if (this.#keys.moving) {
			this.follow({ x: (place.column - origin.column) * column, y: (place.from - origin.from) / MINUTE * minute });
			marker.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		}
	};

	connectedCallback() {
		super.connectedCallback();
		this.mover.addEventListener('aim', this.#mark);
	}

	disconnectedCallback() {
		this.mover.removeEventListener('aim', this.#mark);
		super.disconnectedCallback();
	}

	/** The pixels of a column and of a minute. */
	scale() {
		const { width, height } = this.querySelector('.boxes').getBoundingClientRect();
		return { column: width, minute: height / this.frame.minutes };
	}

	/** Shows the box that is moved this many pixels from its place. */
	follow({ x, y }) {
		const box = this.querySelector('.box.moving');
		if (box) {
			box.style.transform = `translate(${x}px, ${y}px)`;
		}
	}

	/** The box of an event's target. */
	boxFor({ target }) {
		const key = target.closest?.('.box')?.dataset.key;
		return this.boxes.find((box) => box.key === key) ?? null;
	}

	#down = (event) => {
		this.#keys.moving = false;
		this.#drag.down(event);
	};

	#click = (event) => {
		const box = this.boxFor(event);
		if (box && !this.#drag.consumed && !this.mover.active) {
			this.open(box);
		}
	};

	#focus = (event) => {
		const box = this.boxFor(event);
		if (box && box.key !== this.#focused) {
			this.#focused = box.key;
			this.requestUpdate();
		}
	};

	/** Opens the session of a box. */
	open({ session }) {
		this.dispatchEvent(new CustomEvent('open-session', { detail: session.id, bubbles: true }));
	}

}

customElements.define('pl-grid', Grid);
