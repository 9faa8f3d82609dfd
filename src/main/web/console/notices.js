/**
 * What the console says: notices that stay for a while, some with an action, and sentences for screen readers. Dispatches `change`.
 */
class Notices extends EventTarget {

	/** The notices, newest last: `{ id, text, action, run }`. */
	shown = [];

	/** The last sentence for screen readers. */
	said = '';

	#ids = 0;

	/**
	 * Shows a notice for twelve seconds.
	 * @param text the text
	 * @param action the words of its button; none by default
	 * @param run what the button does
	 */
	add(text, action, run) {
		const notice = { id: ++this.#ids, text, action, run };
		this.shown = [...this.shown, notice].slice(-2);
		this.#changed();
		setTimeout(() => this.remove(notice.id), 12_000);
	}

	remove(id) {
		this.shown = this.shown.filter((notice) => notice.id !== id);
		this.#changed();
	}

	/** Says a sentence to screen readers. */
	say(text) {
		this.said = text;
		this.#changed();
	}

	#changed() {
		this.dispatchEvent(new Event('change'));
	}

}

export const notices = new Notices();
