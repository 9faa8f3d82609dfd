import { chosenLanguage } from './language.js';
import { page } from './page.js';

const TIMEOUT = 20_000;

/** An operation that was not carried out: `code` as in the documentation of the API, or `OFFLINE` without a network. */
export class Failure extends Error {

	constructor(code, message, { id, retryAfter, path } = {}) {
		super(message);
		this.code = code;
		this.id = id;
		this.retryAfter = retryAfter;
		this.path = path;
	}

	/** Creates a failure from an error of GraphQL. */
	static of({ message, extensions = {} }) {
		return new Failure(extensions.code ?? 'INTERNAL_ERROR', message, extensions);
	}

}

/** Fetches like `fetch`, but fails with OFFLINE if no answer arrives. */
export function fetched(address, options) {
	return fetch(address, options).catch(() => {
		throw new Failure('OFFLINE', 'The server cannot be reached.');
	});
}

/** The headers that say who calls, and in which language the answer is wanted. `token` is undefined for an anonymous caller. */
export function aboutCaller(token) {
	return {
		...(token && { Authorization: `Bearer ${token}` }),
		...(chosenLanguage && { 'Accept-Language': chosenLanguage })
	};
}

/** The address of GraphQL. */
export const endpoint = `${page.base}/graphql`;

/**
 * Sends an operation over HTTP. Only its id is sent; a server that does not know it gets the text.
 * @param token the access token; none for an anonymous caller
 * @param asQuery whether to send it as GET, which the page can request in advance
 * @return the result: `data` and `errors`
 */
export async function send(operation, variables, { token, asQuery = false } = {}) {
	const result = await request(asQuery ? get(operation, variables) : post({ documentId: operation.id, variables }), token);
	return result.errors?.some(({ extensions }) => extensions?.code === 'PERSISTED_QUERY_NOT_FOUND')
		? request(post({ query: operation.text, variables }), token)
		: result;
}

function get(operation, variables) {
	return { address: `${endpoint}?documentId=${operation.id}&variables=${encodeURIComponent(JSON.stringify(variables))}` };
}

function post(body) {
	return { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function request({ address = endpoint, headers = {}, ...rest }, token) {
	const response = await fetched(address, {
		...rest,
		signal: AbortSignal.timeout(TIMEOUT),
		headers: { ...headers, ...aboutCaller(token), Accept: 'application/graphql-response+json, application/json' }
	});
	const result = await response.json().catch(() => ({}));
	if (!('data' in result) && !result.errors) {
		throw new Failure(response.status === 429 ? 'RATE_LIMITED' : 'UNAVAILABLE', `Status ${response.status}`);
	}
	return result;
}
