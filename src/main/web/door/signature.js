import { bytesOf, jsonOf } from 'shared/base64url.js';
import { kept } from 'shared/database.js';
import { page } from 'shared/page.js';

const KEYS = 'keys';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Returns the claims of a JSON Web Token that the server signed. Fails if the signature or the type is wrong, or if there is
 * no such key. Does not look at the expiry.
 * @param token the token
 * @param type the `typ` of its header
 * @param keys the keys to use; without them, those that the server publishes, which the device keeps
 */
export async function verified(token, type, keys) {
	const [header, claims, signature] = token.split('.');
	const { alg, kid, typ } = jsonOf(header);
	const key = keys ? find(keys, kid) : find(await kept.get(KEYS), kid) ?? find(await published(), kid);
	if (alg !== 'ES256' || typ !== type || !key || !await isSigned(`${header}.${claims}`, bytesOf(signature), key)) {
		throw new Error('The signature is wrong.');
	}
	return jsonOf(claims);
}

async function isSigned(text, signature, { kty, crv, x, y }) {
	const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ALGORITHM, false, ['verify']);
	return crypto.subtle.verify(ALGORITHM, key, signature, new TextEncoder().encode(text));
}

function find(keys = [], kid) {
	return keys.find((key) => key.kid === kid);
}

async function published() {
	const response = await fetch(`${page.base}/.well-known/jwks.json`, { signal: AbortSignal.timeout(10_000) });
	const { keys } = await response.json();
	await kept.put(KEYS, keys).catch(() => undefined);
	return keys;
}
