import { client } from 'shared/client.js';

/** A dry run starts when its input was unchanged for this time. */
const QUIET = 120;

/**
 * Asks the server what a change would cause. One dry run is under way at a time; of inputs that follow each other, the newest
 * wins. Dispatches `change`.
 */
export class Preview extends EventTarget {

	/** `none`, `pending`, `ready` or `failed`. */
	state = 'none';

	/** The payload of the newest dry run, if its state is `ready`. */
	answer = null;

	/** The failure of the newest dry run. */
	failure = null;

	#wanted = null;

	#running = false;

	#timer;

	#waiting = [];

	/**
	 * Asks for the preview of a change of the newest schedule, whatever revision it expects.
	 * @param operation a mutation with `dryRun`
	 * @param input its input
	 */
	ask(operation, input) {
		this.#wanted = { operation, input };
		this.#become('pending', null);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#run(), QUIET);
	}

	/** Forgets the preview. */
	clear() {
		clearTimeout(this.#timer);
		this.#wanted = null;
		this.#become('none', null);
	}

	/** Resolves when no dry run is pending. */
	settled() {
		return this.state === 'pending' ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
	}

	/** Whether the change needs a decision: something clashes, a room is too small, or it was refused. */
	get doubtful() {
		return this.state !== 'ready' || this.answer.__typename !== 'SchedulePreviewed' || this.answer.clashes.length > 0
			|| this.answer.roomsTooSmall.length > 0;
	}

	async #run() {
		if (this.#running || !this.#wanted) {
			return;
		}
		this.#running = true;
		const asked = this.#wanted;
		let state = 'ready';
		let answer = null;
		try {
			[answer] = Object.values(await client.execute(asked.operation, { input: { ...asked.input, expectedRevision: undefined, dryRun: true } }));
		}
		catch (failure) {
			state = 'failed';
			this.failure = failure;
		}
		this.#running = false;
		if (asked === this.#wanted) {
			this.#become(state, answer);
		}
		else {
			this.#run();
		}
	}

	#become(state, answer) {
		this.state = state;
		this.answer = answer;
		if (state !== 'pending') {
			this.#waiting.splice(0).forEach((resolve) => resolve());
		}
		this.dispatchEvent(new Event('change'));
	}

}
