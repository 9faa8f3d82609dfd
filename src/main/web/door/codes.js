/** What a scanned text stands for in the door list. */

import { base64url, bytesOf } from 'shared/base64url.js';

/** The characters of a code in a scanned text, as the door list hashes them. */
export function normalised(text) {
	const code = text.split('ticket=').at(-1).replace(/[\s-]/g, '').toUpperCase();
	return code.length === 13 ? code.replace(/[IL]/g, '1').replaceAll('O', '0') : code;
}

/** Whether a scanned text is a badge token. */
export const isBadge = (text) => text.includes('.') && !text.includes('ticket=');

/** What a person without a known name is called: their code, unless it is long or a link. */
export const label = ({ name, code = '' }) => name ?? (code.length > 20 ? '' : code);

/** The hash of a code in the list with this key. */
export async function hash(code, key) {
	const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(normalised(code)));
	return base64url(new Uint8Array(mac, 0, 16));
}

/** The key of a list, to compute hashes. */
export function hashing(key) {
	return crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
