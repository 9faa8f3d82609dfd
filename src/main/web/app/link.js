import { client } from 'shared/client.js';
import { page } from 'shared/page.js';
import { go } from 'shared/router.js';
import { Store } from 'shared/store.js';
import { vault } from 'shared/vault.js';
import { operations } from './operations.js';
import { LINKING } from './state.js';
import { loadMine } from './sync.js';

/** How the last attempt to link a ticket to an account went: `linked` has the name on the ticket, `failure` says why it failed. */
export const link = new Store({ linked: undefined, failure: undefined });

/** Links the ticket with a code, or the link that ends with it, to the account that is signed in. */
export function linkTicket(code) {
	return attempt(operations.LinkTicket, { code });
}

/** Links the ticket with the e-mail address of the account that is signed in. */
export function linkByEmail() {
	return attempt(operations.LinkTicketByEmail, { eventId: page.eventId });
}

async function attempt(operation, input) {
	link.set({ linked: undefined, failure: undefined });
	try {
		const [{ name, message }] = Object.values(await client.execute(operation, { input }));
		link.set(message ? { failure: { message } } : { linked: { name } });
	}
	catch (failure) {
		link.set({ failure });
	}
	if (link.get('linked')) {
		await loadMine();
	}
}

/** Remembers, until this window is closed, a ticket that is linked as soon as its holder has signed in with an account. */
export async function remember(code) {
	const { id } = await vault.read();
	sessionStorage.setItem(LINKING, JSON.stringify({ code, signInId: id }));
}

/** Links a remembered ticket, and ends the sign-in with it, which this device does not use any more. */
export async function linkRemembered({ code, signInId }) {
	go('settings', { replace: true });
	await linkTicket(code);
	if (link.get('linked')) {
		await client.execute(operations.RevokeSignIn, { signInId }).catch(() => undefined);
	}
}
