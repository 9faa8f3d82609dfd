import { client } from 'shared/client.js';
import { page } from 'shared/page.js';
import { renewals, signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';
import { Failure, send } from 'shared/transport.js';

import { operations } from './operations.js';

const LOOK_AGAIN = 2_000;

const TRY_AGAIN = 5_000;

const tokens = ({ accessToken, refreshToken }) => ({ token: accessToken, secret: { kind: 'screen', refreshToken } });

renewals.screen = async ({ refreshToken }) => {
	const { data, errors } = await send(operations.RenewScreenToken, { input: { refreshToken } });
	if (data?.renewScreenToken.__typename === 'ScreenSignedIn') {
		return tokens(data.renewScreenToken);
	}
	throw errors ? Failure.of(errors[0]) : new Failure('UNAUTHENTICATED', data.renewScreenToken.message);
};

/**
 * How the screen comes to be signed in. `state` is `starting`, `code` (an organiser has to enter the code), `refused` or
 * `paired`, and then `screen` says what to display.
 */
class Pairing extends Store {

	#stop;

	#timer;

	constructor() {
		super({ state: 'starting' });
	}

	async start() {
		await signIn.ready;
		if (signIn.state === 'signed-in') {
			await this.#look();
		}
		else {
			await this.#request();
		}
	}

	async #look() {
		try {
			const { viewer } = await client.execute(operations.MyScreen, {});
			if (viewer?.screen) {
				this.#paired(viewer.screen);
			}
			else {
				await this.#unpaired();
			}
		}
		catch (failure) {
			if (failure.code === 'UNAUTHENTICATED') {
				await this.#unpaired();
			}
			else {
				this.#later(() => this.#look());
			}
		}
	}

	async #unpaired() {
		this.#stop?.();
		this.#stop = undefined;
		await signIn.signOut();
		await this.#request();
	}

	async #request() {
		try {
			const { requestScreenCode: answer } = await client.execute(operations.RequestScreenCode, { input: { eventId: page.eventId } });
			if (answer.__typename === 'ScreenCodeRequested') {
				this.set({ state: 'code', code: answer, screen: undefined });
				this.#later(() => this.#collect(answer), LOOK_AGAIN);
			}
			else {
				this.set({ state: 'refused', message: answer.message });
				this.#later(() => this.#request(), 12 * TRY_AGAIN);
			}
		}
		catch {
			this.#later(() => this.#request());
		}
	}

	async #collect(code) {
		try {
			const { signInScreen: answer } = await client.execute(operations.SignInScreen,
				{ input: { screenId: code.screenId, pairingSecret: code.pairingSecret } });
			if (answer.__typename === 'ScreenSignedIn') {
				await signIn.accept(tokens(answer));
				this.#paired(answer.screen);
			}
			else if (answer.codeValid) {
				this.#later(() => this.#collect(code), LOOK_AGAIN);
			}
			else {
				await this.#request();
			}
		}
		catch {
			this.#later(() => this.#collect(code));
		}
	}

	#paired(screen) {
		this.set({ state: 'paired', code: undefined, screen });
		this.#stop ??= client.subscribe(operations.ScreenChanged, { eventId: page.eventId }, {
			next: ({ screenChanged }) => screenChanged.screen && this.set({ screen: screenChanged.screen }),
			state: (state) => {
				if (state === 'ended') {
					this.#stop = undefined;
					this.#look();
				}
			}
		});
	}

	#later(action, delay = TRY_AGAIN) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(action, delay);
	}

}

export const pairing = new Pairing();
