import { Failure, send } from './transport.js';
import { signIn } from './sign-in.js';

export { Failure };

/** The connection of the subscriptions is loaded at once, but the first view does not wait for it. */
const connection = () => import('./socket.js');
connection().catch(() => undefined);

/** Executes the operations of an application, with the token of the present sign-in. */
export const client = {

	/**
	 * Executes a query or a mutation.
	 * @param operation one of the application's `operations`
	 * @param variables its variables
	 * @param options `anonymous` sends a query without a token and as GET, so that the page can request it in advance;
	 * `partial` returns the data even if some fields failed
	 * @return the data
	 * @throws {Failure} if it was not carried out, or if the caller has signed out meanwhile
	 */
	async execute(operation, variables = {}, { anonymous = false, partial = false } = {}) {
		const token = anonymous ? undefined : await signIn.token();
		const { subject } = signIn;
		let result = await send(operation, variables, { token, asQuery: anonymous });
		if (token && result.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) {
			const renewed = await signIn.renewed(token);
			if (renewed && renewed !== token) {
				result = await send(operation, variables, { token: renewed });
			}
		}
		if (token && (signIn.state !== 'signed-in' || signIn.subject !== subject)) {
			throw new Failure('UNAUTHENTICATED', 'The caller has signed out.');
		}
		if (result.errors?.length && !(partial && result.data)) {
			throw Failure.of(result.errors[0]);
		}
		return result.data;
	},

	/**
	 * Subscribes to changes. After a break, the subscription continues where it was.
	 * @param operation one of the application's `operations`
	 * @param variables its variables
	 * @param listener `next(data)`; `state(state, failure)` with `live`, `waiting` (until the next connection) or
	 * `ended` (by the server; the failure says why, such as RESYNC_REQUIRED)
	 * @return a function that ends the subscription
	 */
	subscribe(operation, variables, listener) {
		let stop;
		let stopped = false;
		connection().then(({ socket }) => {
			stop = stopped || socket.subscribe(operation, variables, listener);
		}).catch(() => stopped || listener.state?.('ended'));
		return () => {
			stop?.();
			stopped = true;
		};
	}

};

/**
 * Subscriptions to what an application shows. When the server ends one of them, all of them end, and what is shown is read
 * again and followed from there: at once if the failure says so (RESYNC_REQUIRED), otherwise after a pause.
 */
export class Following {

	#stops = [];

	#timer;

	#again;

	#pause;

	/**
	 * @param again reads what is shown, and follows it
	 * @param pause the pause in milliseconds
	 */
	constructor(again, pause = 10_000) {
		this.#again = again;
		this.#pause = pause;
	}

	/** Whether there are subscriptions. */
	get active() {
		return this.#stops.length > 0;
	}

	/** Adds a subscription; the arguments are those of `client.subscribe`. */
	add(operation, variables, { next, state }) {
		this.#stops.push(client.subscribe(operation, variables, {
			next,
			state: (connection, failure) => {
				state?.(connection);
				if (connection === 'ended') {
					this.stop();
					this.later(failure?.code === 'RESYNC_REQUIRED' ? 0 : this.#pause);
				}
			}
		}));
	}

	/** Reads again after a time in milliseconds; the subscriptions go on until then. */
	later(delay = this.#pause) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#again, delay);
	}

	/** Ends the subscriptions. */
	stop() {
		clearTimeout(this.#timer);
		this.#stops.splice(0).forEach((stop) => stop());
	}

}
