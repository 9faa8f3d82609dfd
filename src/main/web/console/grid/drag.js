import { dragged } from './geometry.js';

/** A pointer that moved this far drags; below, it clicks. */
const FAR = 6;

/** A finger that rests this long picks a session up; one that moves earlier scrolls. */
const REST = 350;

/** Near an edge of the visible part, the grid scrolls. */
const EDGE = 48;

/**
 * Moves a session by a mouse, a pen or a finger. While dragging, only transforms change; the place that is aimed at is
 * reported when it snaps to another one.
 */
export class Drag {

	#pointer = null;

	#frame = 0;

	/**
	 * @param grid the element with `mover`, `columns`, `frame`, `scroller`, `boxFor(event)`, `scale()` and `follow(pixels)`
	 */
	constructor(grid) {
		this.grid = grid;
	}

	down(event) {
		const box = event.button === 0 && !this.grid.mover.active ? this.grid.boxFor(event) : null;
		if (!box || this.#pointer) {
			return;
		}
		const { clientX: x, clientY: y, pointerId, pointerType } = event;
		this.#pointer = { box, id: pointerId, x, y, lastX: x, lastY: y, touch: pointerType === 'touch', dragging: false };
		if (this.#pointer.touch) {
			this.#pointer.timer = setTimeout(() => this.#begin(), REST);
		}
		addEventListener('pointermove', this.#move);
		addEventListener('pointerup', this.#up);
		addEventListener('pointercancel', this.#cancel);
		addEventListener('touchmove', this.#hold, { passive: false });
		addEventListener('keydown', this.#key, true);
	}

	/** Whether a click belongs to a drag that just ended. */
	get consumed() {
		return performance.now() - (this.ended ?? -1000) < 300;
	}

	#begin() {
		const pointer = this.#pointer;
		const { scroller, mover } = this.grid;
		pointer.dragging = true;
		pointer.scroll = { x: scroller.scrollLeft, y: scroller.scrollTop };
		pointer.scale = this.grid.scale();
		pointer.edges = scroller.getBoundingClientRect();
		mover.start(pointer.box.session, pointer.box.column);
		navigator.vibrate?.(10);
		this.#draw();
	}

	#move = ({ pointerId, clientX, clientY }) => {
		const pointer = this.#pointer;
		if (pointerId !== pointer?.id) {
			return;
		}
		pointer.lastX = clientX;
		pointer.lastY = clientY;
		if (!pointer.dragging && Math.hypot(clientX - pointer.x, clientY - pointer.y) > FAR) {
			if (pointer.touch) {
				this.#end();
			}
			else {
				this.#begin();
			}
		}
	};

	#draw() {
		if (this.#pointer?.dragging) {
			this.#follow();
			this.#frame = requestAnimationFrame(() => this.#draw());
		}
	}

	/** Scrolls at the edges, moves the box, and aims. */
	#follow() {
		const pointer = this.#pointer;
		const { scroller, mover, columns, frame } = this.grid;
		const { lastX, lastY, edges, scale, scroll } = pointer;
		scroller.scrollLeft += beyond(lastX, edges.left, edges.right);
		scroller.scrollTop += beyond(lastY, edges.top, edges.bottom);
		const pixels = { x: lastX - pointer.x + scroller.scrollLeft - scroll.x, y: lastY - pointer.y + scroller.scrollTop - scroll.y };
		this.grid.follow(pixels);
		mover.aim(dragged(mover.origin, pixels, scale, columns, frame));
	}

	#up = ({ pointerId }) => {
		if (pointerId !== this.#pointer?.id) {
			return;
		}
		const { dragging } = this.#pointer;
		if (dragging) {
			this.#follow();
		}
		this.#end();
		if (dragging) {
			this.#released();
			this.grid.mover.drop();
		}
	};

	#released = () => {
		this.ended = performance.now();
	};

	#cancel = () => {
		const dragging = this.#pointer?.dragging;
		this.#end();
		if (dragging) {
			this.grid.mover.cancel();
		}
	};

	#key = (event) => {
		if (event.key === 'Escape' && this.#pointer?.dragging) {
			event.preventDefault();
			event.stopPropagation();
			this.#cancel();
			addEventListener('pointerup', this.#released, { once: true });
		}
	};

	#hold = (event) => {
		if (this.#pointer?.dragging) {
			event.preventDefault();
		}
	};

	#end() {
		clearTimeout(this.#pointer?.timer);
		cancelAnimationFrame(this.#frame);
		this.#pointer = null;
		removeEventListener('pointermove', this.#move);
		removeEventListener('pointerup', this.#up);
		removeEventListener('pointercancel', this.#cancel);
		removeEventListener('touchmove', this.#hold);
		removeEventListener('keydown', this.#key, true);
	}

}

/** How far to scroll in a frame for a pointer near an edge. */
function beyond(at, start, end) {
	if (at < start + EDGE) {
		return Math.max(at - start - EDGE, -EDGE) / 4;
	}
	return at > end - EDGE ? Math.min(at - end + EDGE, EDGE) / 4 : 0;
}
