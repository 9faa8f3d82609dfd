// Runs the service worker of docs/push.md: prints what it displays for each message.
// node push-worker.mjs PAGE MESSAGE...
import fs from 'node:fs';
import vm from 'node:vm';

const [page, ...messages] = process.argv.slice(2);
const code = [...fs.readFileSync(page, 'utf8').matchAll(/```js\n(.*?)```/gs)].map((block) => block[1])
	.find((block) => block.includes("addEventListener('push'"));
const handlers = {};
const stored = new Map();
const cache = {
	match: async (key) => stored.has(key) ? { json: async () => JSON.parse(stored.get(key)) } : undefined,
	put: async (key, response) => stored.set(key, await response.text()),
};
let broken = false;
vm.runInNewContext(code, {
	Response,
	caches: { open: async () => broken ? Promise.reject(new Error('no cache')) : cache },
	self: {
		addEventListener: (name, handler) => { handlers[name] = handler; },
		registration: { showNotification: async (title, options) => console.log(JSON.stringify({ title, ...options })) },
	},
});

async function push(event) {
	let done;
	handlers.push({ ...event, waitUntil: (work) => { done = work; } });
	await done;
}

for (const message of messages) {
	await push({ data: { json: () => JSON.parse(message) } });
}
broken = true;
await push({ data: null, notification: JSON.parse(messages[0]).notification });
