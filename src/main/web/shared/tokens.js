import { jsonOf } from './base64url.js';
import { page } from './page.js';
import { Failure, fetched, send } from './transport.js';

/** A token is renewed this many milliseconds before it expires. */
const MARGIN = 30_000;

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

/** Gets a token of the local mode for one of its people. */
export async function localToken(name) {
	const response = await fetched(`${page.base}/local/token?subject=${encodeURIComponent(name)}`);
	if (!response.ok) {
		throw new Failure('UNAUTHENTICATED', await response.text());
	}
	return { token: await response.text(), secret: { kind: 'local', name } };
}

/** The claims of a token, which are not verified. */
export const claims = (token) => jsonOf(token.split('.')[1]);

/** An access token with the moment, by the clock of this device, from which it is renewed. That clock may be wrong by hours. */
export function dated(token) {
	const { iat, exp } = claims(token);
	return { token, until: Date.now() + (exp - iat) * 1000 - MARGIN };
}
