import { kept } from './database.js';

const ALGORITHM = 'AES-GCM';
const KEY = 'vault.key';
const SECRET = 'vault.secret';

async function seal(secret) {
	let key = await kept.get(KEY);
	if (!key) {
		key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
		await kept.put(KEY, key);
	}
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const content = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, new TextEncoder().encode(JSON.stringify(secret)));
	await kept.put(SECRET, { iv, content });
}

/**
 * Keeps one secret, encrypted with a key that no script can read. Where the browser has no WebCrypto (a page without
 * HTTPS) or keeps nothing, the secret is only kept while the page is open.
 */
export const vault = {

	memory: undefined,

	async read() {
		const sealed = await kept.get(SECRET);
		const key = await kept.get(KEY);
		if (!sealed || !key) {
			return this.memory;
		}
		try {
			const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv: sealed.iv }, key, sealed.content);
			return JSON.parse(new TextDecoder().decode(plain));
		}
		catch {
			return undefined;
		}
	},

	async write(secret) {
		try {
			await seal(secret);
			this.memory = undefined;
		}
		catch {
			this.memory = secret;
			await kept.remove(SECRET);
		}
	},

	async clear() {
		this.memory = undefined;
		await kept.remove(SECRET);
	}

};
