import { client } from 'shared/client.js';
import { apple, installed } from 'shared/installed.js';
import { page } from 'shared/page.js';
import { go } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { Store } from 'shared/store.js';
import { answer } from 'shared/tokens.js';
import { operations } from './operations.js';

const received = ({ tokens: { accessToken, refreshToken }, signIn: { id } }) => (
	{ token: accessToken, secret: { kind: 'ticket', refreshToken, id } });

/** Renews the sign-in with a ticket. */
export async function renew({ refreshToken }) {
	return received(await answer(operations.RefreshSignIn, { refreshToken }));
}

/** Revokes the sign-in of this device with a ticket. */
export async function revoke({ id }) {
	await client.execute(operations.RevokeSignIn, { signInId: id });
}

/** How the last sign-in with a ticket went: `failure` says why it failed. */
export const ticket = new Store({ failure: undefined });

/** Signs in with the code of a ticket, or with the link that ends with it. A ticket of another event opens that event. */
export async function useTicket(code) {
	try {
		const signedIn = await answer(operations.SignIn, { code });
		const { event } = signedIn;
		if (event && event.id !== page.eventId) {
			location.assign(`${page.base}/e/${event.slug}/app/#ticket=${encodeURIComponent(code)}`);
			return;
		}
		await signIn.signOut();
		await signIn.accept(received(signedIn));
		ticket.set({ failure: undefined });
	}
	catch (failure) {
		ticket.set({ failure });
		go('settings');
	}
}

/**
 * Signs in with the code in the address of the page. On an iPhone or iPad the address is left alone until the app is
 * installed, because the installed app has storage of its own: the settings say so.
 */
export async function useLink() {
	await signIn.ready;
	const code = new URLSearchParams(location.hash.slice(1)).get('ticket');
	if (apple && !installed) {
		go('settings', { replace: true });
	}
	else {
		history.replaceState(null, '', location.pathname + location.search);
		await useTicket(code);
	}
}
