import { client, Following } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { page } from 'shared/page.js';
import { renewals, signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';
import { answer } from 'shared/tokens.js';

import { operations } from './operations.js';

const LOOK_AGAIN = 2_000;

const TRY_AGAIN = 5_000;

const tokens = ({ accessToken, refreshToken }) => ({ token: accessToken, secret: { kind: 'screen', refreshToken } });

renewals.screen = async ({ refreshToken }) => tokens(await answer(operations.RenewScreenToken, { refreshToken }));

/**
 * How the screen comes to be signed in. `state` is `starting`, `code` (an organiser has to enter the code), `refused` or
 * `paired`, and then `screen` says what to display.
 */
class Pairing extends Store {

	#following = new Following(() => this.#look(), LOOK_AGAIN);

	#timer;

	constructor() {
		super({ state: 'starting' });
	}

	async start() {
		await signIn.ready;
		if (signIn.state === 'signed-in') {
			const screen = await kept.get('screen');
			if (screen) {
				this.set({ state: 'paired', screen });
			}
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
		this.#following.stop();
		await Promise.all([signIn.signOut(), kept.remove('screen')]);
		await this.#request();
	}

	async #request() {
		try {
			const { requestScreenCode: asked } = await client.execute(operations.RequestScreenCode, { input: { eventId: page.eventId } });
			if (asked.__typename === 'ScreenCodeRequested') {
				this.set({ state: 'code', code: asked, screen: undefined });
				this.#later(() => this.#collect(asked), LOOK_AGAIN);
			}
			else {
				this.set({ state: 'refused', message: asked.message });
				this.#later(() => this.#request(), 12 * TRY_AGAIN);
			}
		}
		catch {
			this.#later(() => this.#request());
		}
	}

	async #collect(code) {
		try {
			const { signInScreen: asked } = await client.execute(operations.SignInScreen,
				{ input: { screenId: code.screenId, pairingSecret: code.pairingSecret } });
			if (asked.__typename === 'ScreenSignedIn') {
				await signIn.accept(tokens(asked));
				this.#paired(asked.screen);
			}
			else if (asked.codeValid) {
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
		this.#show(screen);
		if (!this.#following.active) {
			this.#following.add(operations.ScreenChanged, { eventId: page.eventId }, {
				next: ({ screenChanged }) => screenChanged.screen && this.#show(screenChanged.screen)
			});
		}
	}

	/** Displays what the screen is for, also after a start without a network. */
	#show(screen) {
		this.set({ state: 'paired', code: undefined, screen });
		kept.put('screen', screen).catch(() => undefined);
	}

	#later(action, delay = TRY_AGAIN) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(action, delay);
	}

}

export const pairing = new Pairing();
