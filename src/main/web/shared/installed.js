import { scope } from './page.js';

/** Browsers that demand Trusted Types load a service worker only from an address that a policy made. */
const policy = globalThis.trustedTypes?.createPolicy('plenum', {
	createScriptURL(address) {
		if (new URL(address, location.href).origin !== location.origin) {
			throw new TypeError('A script of another site');
		}
		return address;
	}
});

/** The address of a script of this site, for workers. */
export function scriptAddress(address) {
	return policy ? policy.createScriptURL(address) : address;
}

/** Starts the service worker of this application, which keeps its files for times without a network. */
export function keepFiles() {
	if ('serviceWorker' in navigator) {
		const start = () => navigator.serviceWorker.register(scriptAddress(`${scope}service-worker.js`), { scope })
			.catch((failure) => console.warn(failure.message));
		if (document.readyState === 'complete') {
			start();
		}
		else {
			addEventListener('load', start, { once: true });
		}
	}
}

/** Whether this application runs as installed. */
export const installed = matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches
	|| navigator.standalone === true;

/** Whether this is an iPhone or iPad, where only installed applications receive push messages. */
export const apple = /iPhone|iPad|iPod/.test(navigator.userAgent)
	|| (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
