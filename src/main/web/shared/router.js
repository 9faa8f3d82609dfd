import { scope } from './page.js';

/** Dispatches `change` when another view is to be displayed. */
export const router = new EventTarget();

/** The path of the present view, relative to the application, such as `sessions/ses_1`; empty for the first view. */
export function path() {
	return decodeURI(location.pathname.startsWith(scope) ? location.pathname.slice(scope.length) : '');
}

/** The parameters of the present view. */
export function query() {
	return new URLSearchParams(location.search);
}

/** The address of a view, for links. */
export function href(view) {
	return scope + view;
}

/** Displays another view. `replace` keeps the present one out of the history. */
export function go(view, { replace = false } = {}) {
	history[replace ? 'replaceState' : 'pushState'](null, '', href(view));
	router.dispatchEvent(new Event('change'));
}

addEventListener('popstate', () => router.dispatchEvent(new Event('change')));

document.addEventListener('click', (event) => {
	const link = event.composedPath().find((one) => one.tagName === 'A');
	if (link?.href && !link.target && !link.download && event.button === 0 && !event.defaultPrevented
			&& !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
			&& link.origin === location.origin && link.pathname.startsWith(scope) && scope !== '/'
			&& !(link.pathname === location.pathname && link.hash)) {
		event.preventDefault();
		go(link.pathname.slice(scope.length) + link.search);
		scrollTo(0, 0);
	}
});
