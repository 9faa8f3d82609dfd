import { page } from './page.js';
import { Failure, send } from './transport.js';
import { vault } from './vault.js';

/** A token is renewed this many milliseconds before it expires. */
const MARGIN = 30_000;

const issuer = () => import('./issuer.js');

/** Signing out waits at most this many milliseconds for the server. */
const PATIENCE = 5000;

/** What an application ends on the server before somebody signs out: functions that return promises. */
export const endings = [];

/** How each kind of sign-in gets an access token for what is in the vault. */
export const renewals = {
	local: ({ name }) => localToken(name),
	issuer: async (secret) => (await issuer()).renew(secret)
};

/**
 * Asks for tokens of Plenum, without a token.
 * @return the answer of the operation, which has one field. Fails with UNAUTHENTICATED if it is a refusal
 */
export async function answer(operation, input) {
	const { data, errors } = await send(operation, { input });
	if (errors) {
		throw Failure.of(errors[0]);
	}
	const [payload] = Object.values(data);
	if ('message' in payload) {
		throw new Failure('UNAUTHENTICATED', payload.message);
	}
	return payload;
}

async function localToken(name) {
	const response = await fetch(`${page.base}/local/token?subject=${encodeURIComponent(name)}`).catch(() => {
		throw new Failure('OFFLINE', 'The server cannot be reached.');
	});
	if (!response.ok) {
		throw new Failure('UNAUTHENTICATED', await response.text());
	}
	return { token: await response.text(), secret: { kind: 'local', name } };
}

function claims(token) {
	const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
	return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (one) => one.charCodeAt(0))));
}

/** Who uses this application. Dispatches `change` after signing in and out. */
class SignIn extends EventTarget {

	/** `anonymous` or `signed-in`. Known after `ready`. */
	state = 'anonymous';

	/** How: the kind of the secret, such as `ticket`, `issuer` or `local`; undefined for an anonymous person. */
	kind;

	#access;

	#renewal;

	/** Completes when the address of the page and what the device keeps are known. */
	ready = this.#start();

	async #start() {
		const fragment = new URLSearchParams(location.hash.slice(1));
		if (page.issuer && new URLSearchParams(location.search).has('code')) {
			await issuer().then(({ finish }) => finish()).then((result) => this.accept(result)).catch((failure) => console.warn(failure.message));
		}
		else if (page.local && fragment.has('token')) {
			history.replaceState(null, '', location.pathname + location.search);
			await this.as(fragment.get('token')).catch((failure) => console.warn(failure.message));
		}
		else {
			const secret = await vault.read();
			if (secret) {
				this.#begin(secret);
			}
		}
	}

	#begin({ kind }) {
		this.kind = kind;
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
		return (this.#access && claims(this.#access).exp * 1000 - MARGIN > Date.now()) ? this.#access : this.#renew();
	}

	/** Returns another token than one that the server refused; undefined if the sign-in has ended. */
	async renewed(refused) {
		return this.#access === refused ? this.#renew() : this.token();
	}

	/** One renewal at a time, also among the tabs of this application: a refresh token can be used once. */
	#renew() {
		const locked = (work) => navigator.locks ? navigator.locks.request(`plenum:${page.slug}:${page.app}`, work) : work();
		this.#renewal ??= locked(async () => {
			const secret = await vault.read();
			try {
				const result = secret && await renewals[secret.kind](secret);
				if (result) {
					await vault.write(result.secret);
					this.#access = result.token;
					return result.token;
				}
			}
			catch (failure) {
				if (failure.code !== 'UNAUTHENTICATED' && failure.code !== 'FORBIDDEN') {
					throw failure;
				}
			}
			await this.#forget();
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
		await vault.write(secret);
		this.#access = token;
		this.#begin(secret);
	}

	/** Signs in as one of the people of the local mode. */
	async as(name) {
		await this.accept(await localToken(name));
	}

	/** Signs in at the issuer: leaves this page, and comes back. */
	async atIssuer() {
		(await issuer()).begin();
	}

	/** Signs out on this device; also on the server, if it can be reached. */
	async signOut() {
		if (this.state === 'signed-in') {
			const ended = Promise.allSettled(endings.map((end) => end()));
			await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
		}
		await this.#forget();
	}

	async #forget() {
		this.#access = undefined;
		await vault.clear();
		this.kind = undefined;
		if (this.state !== 'anonymous') {
			this.state = 'anonymous';
			this.dispatchEvent(new Event('change'));
		}
	}

}

export const signIn = new SignIn();
