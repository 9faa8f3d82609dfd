import { base64url } from './base64url.js';
import { kept } from './database.js';
import { page, scope } from './page.js';
import { go, path } from './router.js';
import { Failure, fetched } from './transport.js';

const PENDING = 'issuer.pending';

/** Kept after signing out, because the issuer may still know the person in this browser. */
const SIGNED_OUT = 'issuer.signedOut';

/** Other answers of the issuer than its refusals, such as 429, say nothing about the sign-in. */
async function request(address, options) {
	const response = await fetched(address, options);
	if (!response.ok) {
		throw new Failure(await isRefusal(response) ? 'UNAUTHENTICATED' : 'UNAVAILABLE', `The issuer answers ${response.status}.`);
	}
	return response;
}

/** A refusal has the status 400 or 401 (RFC 6749). Some issuers send 403 with an `error`; without one, it is not from the issuer. */
async function isRefusal(response) {
	return [400, 401].includes(response.status) || (response.status === 403 && Boolean((await response.json().catch(() => undefined))?.error));
}

async function endpoints() {
	const response = await request(`${page.issuer.uri.replace(/\/$/, '')}/.well-known/openid-configuration`);
	return response.json();
}

function post(address, parameters) {
	return request(address, { method: 'POST', body: new URLSearchParams({ ...parameters, client_id: page.issuer.clientId }) });
}

function random() {
	return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Leaves this page for the issuer: authorization code with PKCE. */
export async function begin() {
	const { authorization_endpoint: address } = await endpoints();
	const verifier = random();
	const state = random();
	await kept.put(PENDING, { verifier, state, view: path() + location.search });
	const signedOut = await kept.get(SIGNED_OUT);
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
	const target = new URL(address);
	Object.entries({
		response_type: 'code', client_id: page.issuer.clientId, redirect_uri: location.origin + scope,
		scope: page.issuer.scope, state, code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: 'S256', ...(signedOut && { prompt: 'login' })
	}).forEach(([name, value]) => target.searchParams.set(name, value));
	location.assign(target);
}

/** Exchanges the code in the address of this page, and displays the view where the sign-in began. */
export async function finish() {
	const parameters = new URLSearchParams(location.search);
	const pending = await kept.get(PENDING);
	await kept.remove(PENDING);
	go(pending?.view ?? '', { replace: true });
	if (!pending || pending.state !== parameters.get('state')) {
		throw new Failure('UNAUTHENTICATED', 'This sign-in was not begun here.');
	}
	if (parameters.has('error')) {
		throw new Failure('UNAUTHENTICATED', parameters.get('error_description') ?? parameters.get('error'));
	}
	await kept.remove(SIGNED_OUT);
	return exchange({
		grant_type: 'authorization_code', code: parameters.get('code'), redirect_uri: location.origin + scope,
		code_verifier: pending.verifier
	});
}

/** Gets a new access token for a refresh token. */
export function renew({ refreshToken }) {
	return exchange({ grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Revokes a refresh token, if the issuer offers that (RFC 7009). The next sign-in asks for the password again. */
export async function revoke({ refreshToken }) {
	await kept.put(SIGNED_OUT, true);
	const { revocation_endpoint: address } = await endpoints();
	if (address && refreshToken) {
		await post(address, { token: refreshToken, token_type_hint: 'refresh_token' });
	}
}

async function exchange(parameters) {
	const { token_endpoint: address } = await endpoints();
	const response = await post(address, parameters);
	const tokens = await response.json();
	return {
		token: tokens.access_token,
		secret: { kind: 'issuer', refreshToken: tokens.refresh_token ?? parameters.refresh_token }
	};
}
