import { bytesOf } from 'shared/base64url.js';
import { client } from 'shared/client.js';
import { kept } from 'shared/database.js';
import { language } from 'shared/language.js';
import { operations } from './operations.js';
import { state } from './state.js';

const DEVICE = 'push.device';

/** Whether this browser can receive push messages for this application. */
export const possible = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

/** Whether this device receives push messages. */
export async function active() {
	return possible && Notification.permission === 'granted' && await kept.get(DEVICE) !== undefined;
}

/** Asks for permission and registers this device. Returns the text of a refusal to display, if there is one. */
export async function subscribe() {
	if (await Notification.requestPermission() !== 'granted') {
		return undefined;
	}
	const { pushPublicKey } = await client.execute(operations.PushKey);
	const registration = await navigator.serviceWorker.ready;
	const key = bytesOf(pushPublicKey);
	let subscription = await registration.pushManager.getSubscription();
	const old = subscription && new Uint8Array(subscription.options.applicationServerKey);
	if (old && !old.every((byte, i) => byte === key[i])) {
		await subscription.unsubscribe();
		subscription = null;
	}
	subscription ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
	const { endpoint, keys } = subscription.toJSON();
	const { registerDevice } = await client.execute(operations.RegisterDevice, {
		eventId: state.get('event').id, endpoint, ...keys, lang: language,
		timezone: Intl.DateTimeFormat().resolvedOptions().timeZone
	});
	if (registerDevice.device) {
		await kept.put(DEVICE, registerDevice.device.id);
	}
	return registerDevice.message;
}

/** Registers again at every start: a browser can replace a subscription at any time. */
export async function refresh() {
	if (await active()) {
		await subscribe();
	}
}

/** Ends push messages on this device. */
export async function unsubscribe() {
	const deviceId = await kept.get(DEVICE);
	await kept.remove(DEVICE);
	if (deviceId) {
		await client.execute(operations.RemoveDevice, { deviceId }).catch(() => undefined);
		const registration = await navigator.serviceWorker.ready;
		await (await registration.pushManager.getSubscription())?.unsubscribe();
	}
}
