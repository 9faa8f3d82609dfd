// Subscribes with graphql-ws and graphql-sse, lets the server restart, and expects each change once: prints 'ok' for each.
// The third change tells the test to restart the server, which can lose the answer.
// node resume.mjs HTTP_URL SOCKET_URL ATTENDEE_TOKEN ORGANISER_TOKEN EVENT_ID SESSION_ID REVISION
import assert from 'node:assert/strict';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, socketUrl, token, organiserToken, eventId, sessionId, revision] = process.argv.slice(2);
const Authorization = `Bearer ${token}`;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** The last resume string of each subscription, by its request. */
const positions = new Map();

/** Subscribes and remembers where to continue, as docs/api.md recommends. */
function follow(client, request, sink) {
	const forget = () => positions.delete(request);
	const unsubscribe = client.subscribe(request, {
		next: (result) => {
			sink.next(result);
			if (result.extensions?.resume) {
				positions.set(request, result.extensions.resume);
			}
		},
		error: (error) => { forget(); sink.error(error); },
		complete: () => { forget(); sink.complete(); }
	});
	return () => { forget(); unsubscribe(); };
}

const interrupted = new Set();
let online;
const offline = new Promise((resolve) => { online = resolve; });

/** Tries once to connect while the server is away, and again when it is back. */
const retry = (name) => async (retries) => {
	if (retries > 0) {
		interrupted.add(name);
		await offline;
	}
	await pause(200);
};

const socket = createSocketClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: Infinity,
	shouldRetry: () => true, retryWait: retry('graphql-ws'), connectionParams: () => ({ Authorization, resume: [...positions.values()] }) });
const stream = createSseClient({ url, retryAttempts: Infinity, retry: retry('graphql-sse'),
	headers: (request) => ({ Authorization, ...(positions.has(request) && { 'Last-Event-ID': positions.get(request) }) }) });

const received = { 'graphql-ws': [], 'graphql-ws again': [], 'graphql-sse': [] };
const fail = (error) => { console.log(error); process.exit(1); };
const stops = Object.entries(received).map(([name, revisions]) => follow(name.startsWith('graphql-ws') ? socket : stream, {
	query: 'subscription ($eventId: ID!, $after: Int) { scheduleChanged(eventId: $eventId, afterRevision: $after) { revision } }',
	variables: { eventId, after: Number(revision) }
}, {
	next: ({ data }) => revisions.push(data.scheduleChanged.revision), error: fail, complete: () => fail(`${name} completed`)
}));

async function edit(change, tries = 1) {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer ${organiserToken}` },
			body: JSON.stringify({
				query: 'mutation ($input: ChangeScheduleInput!) { changeSchedule(input: $input) { __typename } }',
				variables: { input: { eventId, edits: [{ [change]: { sessionId } }] } }
			})
		});
		const answer = await response.json();
		assert.equal(answer.data?.changeSchedule.__typename, 'ScheduleChanged', JSON.stringify(answer));
	} catch (error) {
		if (tries === 0) {
			throw error;
		}
		await pause(200);
		await edit(change, tries - 1);
	}
}

async function until(condition) {
	const end = Date.now() + 60_000;
	while (!condition()) {
		assert.ok(Date.now() < end, JSON.stringify({ received, interrupted: [...interrupted] }));
		await pause(20);
	}
}

const all = (count) => () => Object.values(received).every((revisions) => revisions.length >= count);

await edit('cancel');
await edit('reinstate');
await until(all(2));
assert.equal(positions.size, 3);
await edit('cancel', 300);
await until(() => interrupted.size === 2);
await edit('reinstate', 300);
await edit('cancel');
online();
await until(all(5));
await edit('reinstate');
await until(all(6));
await pause(500);

const expected = [1, 2, 3, 4, 5, 6].map((step) => Number(revision) + step);
for (const [name, revisions] of Object.entries(received)) {
	assert.deepEqual(revisions, expected, name);
	console.log(`ok ${name}`);
}
stops.forEach((stop) => stop());
assert.equal(positions.size, 0);
process.exit(0);
