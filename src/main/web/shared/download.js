import { page } from './page.js';
import { signIn } from './sign-in.js';
import { aboutCaller } from './transport.js';

/**
 * Saves a file of the server, as the one who is signed in.
 * @param path its address below the server's path
 * @param name the name of the saved file
 * @return whether it was received
 */
export async function download(path, name) {
	const token = await signIn.token().catch(() => undefined);
	const response = await fetch(page.base + path, { headers: aboutCaller(token) }).catch(() => undefined);
	if (!response?.ok) {
		return false;
	}
	const link = document.createElement('a');
	link.href = URL.createObjectURL(await response.blob());
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
	return true;
}
