/** A text that nothing else has. Browsers have `crypto.randomUUID` on secure addresses only. */
export function newId() {
	return Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, '0')).join('');
}
