import { page } from 'shared/page.js';
import { signIn } from 'shared/sign-in.js';
import { aboutCaller, fetched } from 'shared/transport.js';

/**
 * Sends a file to the server.
 * @param kind what it contains, as in the address: `programme` or `participants`
 * @param file the file
 * @param options the parameters, such as `{ dryRun: true }` or `{ confirm: true }`; those that are false are left out
 * @returns the report; with `held` if nothing was changed because the file would change much
 * @throws an object with `code` and `message`, which names the place in the file
 */
export async function upload(kind, file, options) {
	const query = new URLSearchParams(Object.entries(options).filter(([, value]) => value));
	const response = await fetched(`${page.base}/events/${page.slug}/${kind}?${query}`, {
		method: 'PUT',
		headers: { 'Accept-Language': document.documentElement.lang, ...aboutCaller(await signIn.token()),
			'Content-Type': file.type || 'application/octet-stream' },
		body: file
	});
	const answer = await response.json();
	if (!response.ok && !answer.held) {
		const [error] = answer.errors ?? [{ message: response.statusText, extensions: {} }];
		throw { code: error.extensions?.code, message: error.message, place: error.extensions?.place };
	}
	return answer;
}
