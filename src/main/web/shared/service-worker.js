// The server puts before these lines: const app = { version, base, scope, files };

const FILES = `files ${app.scope} ${app.version}`;
const NOTIFICATIONS = `notifications ${app.scope}`;
const SHOWN = `${app.scope}shown`;
const MOST_SHOWN = 100;

self.addEventListener('install', (event) => {
	event.waitUntil(caches.open(FILES)
		.then((cache) => cache.addAll([...app.files, new Request(app.scope, { cache: 'no-cache' })]))
		.then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([removeOldFiles(), self.clients.claim()]));
});

/** Keeps the files of one version before: pages that are open load more of them. */
async function removeOldFiles() {
	const own = (await caches.keys()).filter((name) => name.startsWith(`files ${app.scope} `) && name !== FILES);
	await Promise.all(own.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const address = new URL(request.url);
	if (request.method !== 'GET' || address.origin !== location.origin) {
		return;
	}
	if (request.mode === 'navigate' && address.pathname.startsWith(app.scope)) {
		event.respondWith(page(request));
	}
	else if (address.pathname.startsWith(`${app.base}/web/`)) {
		event.respondWith(file(request));
	}
});

/** The kept page at once. A new version comes with the next service worker. */
async function page(request) {
	return await (await caches.open(FILES)).match(app.scope) ?? fetch(request);
}

/** A kept file. Others are kept when they were loaded. */
async function file(request) {
	const known = await caches.match(request);
	if (known) {
		return known;
	}
	const response = await fetch(request);
	if (response.ok && request.url.includes(`/web/${app.version}/`)) {
		const cache = await caches.open(FILES);
		await cache.put(request, response.clone());
	}
	return response;
}

/** Shows a message; one that was shown before makes no sound. What could not be shown rings when it arrives again. */
async function show({ title, body, lang, dir, tag, data, navigate }) {
	const message = `${data?.identity} ${data?.number}`;
	const repeated = await shown().then((before) => before.includes(message), () => false);
	await self.registration.showNotification(title, {
		body, lang, dir, tag, silent: repeated, renotify: Boolean(tag) && !repeated,
		icon: `${app.base}/web/${app.version}/shared/icon-192.png`, data: { ...data, navigate }
	});
	const others = (await shown()).filter((one) => one !== message);
	const cache = await caches.open(NOTIFICATIONS);
	await cache.put(SHOWN, new Response(JSON.stringify([message, ...others].slice(0, MOST_SHOWN))));
}

/** The latest messages that were shown. */
async function shown() {
	const response = await (await caches.open(NOTIFICATIONS)).match(SHOWN);
	return response?.json() ?? [];
}

self.addEventListener('push', (event) => {
	// Safari parses declarative messages itself.
	event.waitUntil(show(event.data?.json().notification ?? event.notification));
});

self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(open(event.notification.data));
});

/** Opens the page of a notification in this application, in a window that is open if there is one. */
async function open({ path = '', content }) {
	const view = path.replace(/^\/?events\/[^/]+\/?/, '').replace(/^\//, '');
	const newsIds = content?.newsIds ?? [];
	const windows = await self.clients.matchAll({ type: 'window' });
	const window = windows.find((one) => new URL(one.url).pathname.startsWith(app.scope));
	if (window) {
		window.postMessage({ type: 'open', view, newsIds });
		await window.focus();
		return;
	}
	const opened = newsIds.length ? `#opened=${encodeURIComponent(newsIds)}` : '';
	await self.clients.openWindow(new URL(app.scope + view + opened, location.origin).href);
}

self.addEventListener('pushsubscriptionchange', (event) => {
	event.waitUntil(self.clients.matchAll().then((all) => all.forEach((one) => one.postMessage({ type: 'subscribe again' }))));
});
