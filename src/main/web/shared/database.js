import { page } from './page.js';

const NAME = `plenum:${page.base}:${page.slug ?? ''}:${page.app}`;
const STORE = 'kept';
let opened;

function open() {
	opened ??= new Promise((resolve, reject) => {
		const request = indexedDB.open(NAME, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(STORE);
		request.onsuccess = () => {
			request.result.onclose = () => {
				opened = undefined;
			};
			resolve(request.result);
		};
		request.onerror = () => reject(request.error);
	});
	return opened;
}

async function run(mode, use, options) {
	const transaction = (await open()).transaction(STORE, mode, options);
	const result = use(transaction.objectStore(STORE));
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve(result.result);
		transaction.onabort = transaction.onerror = () => reject(transaction.error);
	});
}

/** What this application keeps on this device: values by name, in a database of its own for each event and application. */
export const kept = {

	/** Returns a value; undefined if there is none, or if the browser keeps nothing. */
	get: (name) => run('readonly', (store) => store.get(name)).catch(() => undefined),

	/** Returns values in the order of their names; each is undefined if there is none. */
	all: (names) => run('readonly', (store) => {
		const values = { result: [] };
		names.forEach((name, i) => {
			store.get(name).onsuccess = ({ target }) => {
				values.result[i] = target.result;
			};
		});
		return values;
	}).catch(() => []),

	/** Keeps a value, which must be cloneable. Fails if the browser keeps nothing. */
	put: (name, value) => run('readwrite', (store) => store.put(value, name)),

	/**
	 * Changes a value at once for all windows of the application. When this completes, the value survives a crash.
	 * @param change makes the next value from the present one, which is undefined if there is none
	 * @return the next value. Fails if the browser keeps nothing
	 */
	change: (name, change) => run('readwrite', (store) => {
		const changed = {};
		const present = store.get(name);
		present.onsuccess = () => {
			changed.result = change(present.result);
			store.put(changed.result, name);
		};
		return changed;
	}, { durability: 'strict' }),

	/** Forgets a value. */
	remove: (name) => run('readwrite', (store) => store.delete(name)).catch(() => undefined),

	/** Forgets everything. */
	clear: () => run('readwrite', (store) => store.clear()).catch(() => undefined)

};
