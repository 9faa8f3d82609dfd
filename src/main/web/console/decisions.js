/**
 * The change that waits for the organiser's decision. The dialog shows it; dispatches `change`.
 */
class Decisions extends EventTarget {

	/** `{ title, proposal, preview, confirm, note, newer }`, or null. */
	open = null;

	#resolve;

	/**
	 * Asks the organiser.
	 * @param question `title`: the change in words; `proposal`: its operation and input; `preview`: a preview that was already
	 * asked for, otherwise it is asked for; `confirm`: the words of the button
	 * @returns whether the change was made
	 */
	ask(question) {
		this.#resolve?.(false);
		this.open = question;
		this.dispatchEvent(new Event('change'));
		return new Promise((resolve) => {
			this.#resolve = resolve;
		});
	}

	/** Closes the dialog. */
	close(done) {
		this.open = null;
		this.#resolve?.(done);
		this.#resolve = null;
		this.dispatchEvent(new Event('change'));
	}

}

export const decisions = new Decisions();
