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

/**
 * An access token with its subject and with the moment, by the clock of this device, from which it is renewed. That clock
 * may be wrong by hours. The token is not verified.
 */
export function dated(token) {
	const { iat, exp, sub } = jsonOf(token.split('.')[1]);
	return { token, subject: sub, until: Date.now() + (exp - iat) * 1000 - MARGIN };
}
