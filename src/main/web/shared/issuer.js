import { kept } from './database.js';
import { page, scope } from './page.js';
import { Failure } from './transport.js';

const PENDING = 'issuer.pending';

async function endpoints() {
	const address = `${page.issuer.uri.replace(/\/$/, '')}/.well-known/openid-configuration`;
	const response = await fetch(address).catch(() => {
		throw new Failure('OFFLINE', 'The issuer cannot be reached.');
	});
	return response.json();
}

function base64(bytes) {
	return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function random() {
	return base64(crypto.getRandomValues(new Uint8Array(32)));
}

/** Leaves this page for the issuer: authorization code with PKCE. */
export async function begin() {
	const { authorization_endpoint: address } = await endpoints();
	const verifier = random();
	const state = random();
	await kept.put(PENDING, { verifier, state, path: location.pathname });
	const challenge = base64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
	const target = new URL(address);
	Object.entries({
		response_type: 'code', client_id: page.issuer.clientId, redirect_uri: location.origin + scope,
		scope: page.issuer.scope, state, code_challenge: challenge, code_challenge_method: 'S256'
	}).forEach(([name, value]) => target.searchParams.set(name, value));
	location.assign(target);
}

/** Exchanges the code in the address of this page. */
export async function finish() {
	const parameters = new URLSearchParams(location.search);
	const pending = await kept.get(PENDING);
	await kept.remove(PENDING);
	history.replaceState(null, '', pending?.path ?? scope);
	if (!pending || pending.state !== parameters.get('state')) {
		throw new Failure('UNAUTHENTICATED', 'This sign-in was not begun here.');
	}
	return exchange({
		grant_type: 'authorization_code', code: parameters.get('code'), redirect_uri: location.origin + scope,
		code_verifier: pending.verifier
	});
}

/** Gets a new access token for a refresh token. */
export function renew({ refreshToken }) {
	return exchange({ grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function exchange(parameters) {
	const { token_endpoint: address } = await endpoints();
	const response = await fetch(address, {
		method: 'POST', body: new URLSearchParams({ ...parameters, client_id: page.issuer.clientId })
	}).catch(() => {
		throw new Failure('OFFLINE', 'The issuer cannot be reached.');
	});
	if (!response.ok) {
		throw new Failure(response.status < 500 ? 'UNAUTHENTICATED' : 'UNAVAILABLE', `The issuer answers ${response.status}.`);
	}
	const tokens = await response.json();
	return {
		token: tokens.access_token,
		secret: { kind: 'issuer', refreshToken: tokens.refresh_token ?? parameters.refresh_token }
	};
}
