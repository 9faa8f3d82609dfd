import { page } from './page.js';

/** The windows of an application on this device have one sign-in. */
const NAME = `plenum:${page.base}:${page.slug}:${page.app}`;

const issuer = () => import('./issuer.js');

const tokens = () => import('./tokens.js');

const vault = async () => (await import('./vault.js')).vault;

/** Signing out waits at most this many milliseconds for the server. */
const PATIENCE = 5000;

/** What an application ends on the server before somebody signs out, while the token is valid: functions that return promises. */
export const endings = [];

/** How each kind of sign-in is ended on the server, for what is in the vault. */
export const revocations = {
	issuer: async (secret) => (await issuer()).revoke(secret)
};

/** How each kind of sign-in gets an access token for what is in the vault. */
export const renewals = {
	local: async ({ name }) => (await tokens()).localToken(name),
	issuer: async (secret) => (await issuer()).renew(secret)
};

/** Who uses this application, in all of its windows. Dispatches `change` after signing in and out. */
class SignIn extends EventTarget {

	/** `anonymous` or `signed-in`. Known after `ready`. */
	state = 'anonymous';

	/** How: the kind of the secret, such as `ticket`, `issuer` or `local`; undefined for an anonymous person. */
	kind;

	/** Why the last sign-in at the issuer failed; undefined if it did not. */
	failure;

	/** Whether the sign-in ended without being asked to, so that its owner may want to sign in again. */
	expired = false;

	/** Who is signed in: the subject of their tokens; undefined if it is not known. */
	subject;

	#access;

	#renewal;

	/** Completes when the address of the page and what the device keeps are known. */
	ready = this.#start();

	#windows = new BroadcastChannel(NAME);

	constructor() {
		super();
		this.#windows.onmessage = ({ data }) => this.#adopt(data);
	}

	async #start() {
		const fragment = new URLSearchParams(location.hash.slice(1));
		const parameters = new URLSearchParams(location.search);
		if (page.issuer && parameters.has('state') && (parameters.has('code') || parameters.has('error'))) {
			await issuer().then(({ finish }) => finish()).then((result) => this.accept(result)).catch((failure) => {
				this.failure = failure;
			});
		}
		else if (page.local && fragment.has('token')) {
			history.replaceState(null, '', location.pathname + location.search);
			await this.as(fragment.get('token')).catch((failure) => console.warn(failure.message));
		}
		else {
			const secret = await (await vault()).read();
			if (secret) {
				this.#begin(secret);
			}
		}
	}

	#begin({ kind, subject }) {
		this.kind = kind;
		this.subject = subject;
		this.expired = false;
		this.failure = undefined;
		this.state = 'signed-in';
		this.dispatchEvent(new Event('change'));
	}

	/** Calls a function as soon as it is known who uses the application, and after each change. */
	follow(use) {
		this.ready.then(() => {
			this.addEventListener('change', use);
			use();
		});
	}

	/** Returns a valid access token; undefined for an anonymous caller. Fails with OFFLINE if it cannot be renewed now. */
	async token() {
		await this.ready;
		if (this.state === 'anonymous') {
			return undefined;
		}
		return this.#access?.until > Date.now() ? this.#access.token : this.#renew();
	}

	/** Returns another token than one that the server refused; undefined if the sign-in has ended. */
	async renewed(refused) {
		return this.#access?.token === refused ? this.#renew() : this.token();
	}

	/** One renewal at a time, also among the tabs of this application: a refresh token can be used once. */
	#renew() {
		const locked = (work) => navigator.locks ? navigator.locks.request(NAME, work) : work();
		this.#renewal ??= locked(async () => {
			const secret = await (await vault()).read();
			try {
				if (secret) {
					return await this.#keep(await renewals[secret.kind](secret));
				}
			}
			catch (failure) {
				if (failure.code !== 'UNAUTHENTICATED' && failure.code !== 'FORBIDDEN') {
					throw failure;
				}
			}
			await this.#forget(true);
			return undefined;
		}).finally(() => {
			this.#renewal = undefined;
		});
		return this.#renewal;
	}

	/**
	 * Signs in with tokens that the application received.
	 * @param token an access token
	 * @param secret what renews it; its `kind` names one of the `renewals`
	 */
	async accept({ token, secret }) {
		await this.#keep({ token, secret });
		this.#begin({ kind: secret.kind, subject: this.subject });
		this.#windows.postMessage({ expired: false });
	}

	async #keep({ token, secret }) {
		this.#access = (await tokens()).dated(token);
		this.subject = this.#access.subject;
		await (await vault()).write({ ...secret, subject: this.subject });
		return token;
	}

	/** Another window of the application signed in or out. */
	async #adopt({ expired }) {
		const secret = await (await vault()).read();
		this.#access = undefined;
		return secret ? this.#begin(secret) : this.#left(expired);
	}

	/** Signs in as one of the people of the local mode. */
	async as(name) {
		await this.accept(await (await tokens()).localToken(name));
	}

	/** Signs out on this device; also on the server, if it can be reached. */
	async signOut() {
		if (this.state === 'signed-in') {
			await Promise.race([this.#end().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
		}
		await this.#forget();
	}

	async #end() {
		const before = await (await vault()).read();
		await Promise.allSettled(endings.map((end) => end()));
		const secret = await (await vault()).read() ?? before;
		await revocations[secret?.kind]?.(secret);
	}

	async #forget(expired = false) {
		await (await vault()).clear();
		this.#windows.postMessage({ expired });
		this.#left(expired);
	}

	#left(expired) {
		this.#access = undefined;
		this.kind = undefined;
		if (this.state !== 'anonymous') {
			this.expired = expired;
			this.state = 'anonymous';
			this.dispatchEvent(new Event('change'));
		}
	}

}

export const signIn = new SignIn();
