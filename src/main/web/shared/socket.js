import { chosenLanguage } from './language.js';
import { Failure, endpoint } from './transport.js';
import { signIn } from './sign-in.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const LINGER = 5_000;
/** The server pings every 20 seconds. A connection that is silent for longer is dead. */
const SILENCE = 50_000;
/** After a device slept or changed its network, a connection must answer within this time. */
const ANSWER = 10_000;

/** All subscriptions of this page, over one connection with the protocol graphql-transport-ws. */
class Socket {

	#subscriptions = new Map();

	#connection;

	#failures = 0;

	#counter = 0;

	#timer;

	constructor() {
		addEventListener('online', () => this.#check());
		document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#check());
		signIn.addEventListener('change', () => this.#connection?.close(4000, 'Signed in'));
	}

	subscribe(operation, variables, listener) {
		const id = String(++this.#counter);
		this.#subscriptions.set(id, { operation, variables, listener, resume: undefined });
		if (this.#connection?.acknowledged) {
			this.#start(id);
		}
		else {
			this.#connect();
		}
		return () => {
			if (this.#subscriptions.delete(id) && this.#connection?.acknowledged) {
				this.#send({ type: 'complete', id });
			}
			if (!this.#subscriptions.size) {
				setTimeout(() => this.#subscriptions.size || this.#connection?.close(1000), LINGER);
			}
		};
	}

	async #connect() {
		clearTimeout(this.#timer);
		if (this.#connection || !this.#subscriptions.size) {
			return;
		}
		const address = new URL(endpoint, location.href);
		address.protocol = address.protocol.replace('http', 'ws');
		const connection = this.#connection = new WebSocket(address, 'graphql-transport-ws');
		connection.onopen = async () => {
			const token = await signIn.token().catch(() => undefined);
			const resume = [...this.#subscriptions.values()].map((one) => one.resume).filter(Boolean);
			this.#send({ type: 'connection_init', payload: {
				...(token && { Authorization: `Bearer ${token}` }),
				...(chosenLanguage && { 'Accept-Language': chosenLanguage }),
				resume
			} });
		};
		connection.onmessage = ({ data }) => connection === this.#connection && this.#receive(JSON.parse(data));
		connection.onclose = () => this.#closed(connection);
		this.#watch(connection);
	}

	/** Connects, or finds out whether the connection is still alive. */
	#check() {
		if (this.#connection) {
			this.#send({ type: 'ping' });
			this.#watch(this.#connection, ANSWER);
		}
		else {
			this.#connect();
		}
	}

	/** Closes a connection on which nothing arrives any more. */
	#watch(connection, patience = SILENCE) {
		clearTimeout(connection.watch);
		connection.watch = setTimeout(() => {
			connection.close();
			this.#closed(connection);
		}, patience);
	}

	#closed(connection) {
		clearTimeout(connection.watch);
		if (this.#connection !== connection) {
			return;
		}
		this.#connection = undefined;
		this.#subscriptions.forEach(({ listener }) => listener.state?.('waiting'));
		const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures++);
		this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
	}

	#receive({ type, id, payload }) {
		this.#watch(this.#connection);
		const subscription = this.#subscriptions.get(id);
		switch (type) {
			case 'connection_ack':
				this.#failures = 0;
				this.#connection.acknowledged = true;
				[...this.#subscriptions.keys()].forEach((each) => this.#start(each));
				break;
			case 'ping':
				this.#send({ type: 'pong' });
				break;
			case 'next':
				if (subscription && payload.errors && !payload.data) {
					this.#end(id, subscription, Failure.of(payload.errors[0]));
				}
				else if (subscription) {
					subscription.resume = payload.extensions?.resume ?? subscription.resume;
					subscription.listener.next(payload.data);
				}
				break;
			case 'error':
				this.#end(id, subscription, Failure.of(payload[0]));
				break;
			case 'complete':
				this.#end(id, subscription);
				break;
			default:
		}
	}

	#start(id) {
		const { operation, variables, listener } = this.#subscriptions.get(id);
		this.#send({ type: 'subscribe', id, payload: { query: operation.text, variables } });
		listener.state?.('live');
	}

	#end(id, subscription, failure) {
		this.#subscriptions.delete(id);
		subscription?.listener.state?.('ended', failure);
	}

	#send(message) {
		if (this.#connection?.readyState === WebSocket.OPEN) {
			this.#connection.send(JSON.stringify(message));
		}
	}

}

export const socket = new Socket();
