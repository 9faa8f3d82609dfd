/** The base64url text of bytes, without padding. */
export function base64url(bytes) {
	return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of a base64url text. */
export function bytesOf(text) {
	return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
}

/** The value of a base64url text that contains JSON, such as a part of a token. */
export function jsonOf(text) {
	return JSON.parse(new TextDecoder().decode(bytesOf(text)));
}
