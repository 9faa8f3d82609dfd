// Subscribes with the npm packages graphql-ws and graphql-sse: prints 'ok' for each of them.
// node subscriptions.mjs HTTP_URL SOCKET_URL TOKEN EVENT_ID REVISION
import assert from 'node:assert/strict';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, socketUrl, token, eventId, revision] = process.argv.slice(2);
const Authorization = `Bearer ${token}`;

const clients = {
	'graphql-ws': createSocketClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0,
		connectionParams: { Authorization } }),
	'graphql-sse': createSseClient({ url, retryAttempts: 0, headers: { Authorization } })
};

async function first(client, operation) {
	for await (const result of client.iterate(operation)) {
		return result;
	}
	return null;
}

for (const [name, client] of Object.entries(clients)) {
	const viewer = await first(client, { query: '{ viewer { subject } }' });
	assert.equal(viewer.errors, undefined);
	assert.ok(viewer.data.viewer.subject);

	const step = await first(client, {
		query: 'subscription ($eventId: ID!, $afterRevision: Int) { scheduleChanged(eventId: $eventId, afterRevision: $afterRevision) { revision } }',
		variables: { eventId, afterRevision: Number(revision) - 1 }
	});
	assert.deepEqual(step.data, { scheduleChanged: { revision: Number(revision) } });

	const refused = await first(client, { query: 'subscription { nothing }' }).catch((error) => error);
	const errors = refused.errors ?? refused;
	assert.equal(errors[0].extensions.code, 'BAD_INPUT');
	client.dispose();
	console.log(`ok ${name}`);
}
process.exit(0);
